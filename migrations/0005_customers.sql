CREATE TABLE `blocks` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`contact_id` text,
	`inbox_id` text,
	`family` integer,
	`prefix` integer,
	`tag` text,
	`sealed_reason` blob,
	`expires_at_ms` integer,
	`created_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`lifted_by` text,
	`lifted_at_ms` integer
);
--> statement-breakpoint
CREATE INDEX `blocks_standing` ON `blocks` (`expires_at_ms`) WHERE lifted_at_ms IS NULL;--> statement-breakpoint
CREATE INDEX `blocks_contact` ON `blocks` (`contact_id`);--> statement-breakpoint
CREATE INDEX `blocks_latest` ON `blocks` (`created_at_ms`,`id`);--> statement-breakpoint
CREATE TABLE `contact_networks` (
	`contact_id` text NOT NULL,
	`family` integer NOT NULL,
	`prefix` integer NOT NULL,
	`tag` text NOT NULL,
	`last_seen_at_ms` integer NOT NULL,
	PRIMARY KEY(`contact_id`, `tag`)
);
--> statement-breakpoint
CREATE INDEX `contact_networks_tag` ON `contact_networks` (`tag`,`contact_id`);--> statement-breakpoint
CREATE INDEX `contact_networks_seen` ON `contact_networks` (`last_seen_at_ms`);--> statement-breakpoint
ALTER TABLE `contacts` ADD `name_verified` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `email_verified` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `details_issued_at_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `joined_into` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `joined_at_ms` integer;--> statement-breakpoint
CREATE INDEX `contacts_joined` ON `contacts` (`joined_into`) WHERE joined_into IS NOT NULL;--> statement-breakpoint
ALTER TABLE `actor_registry` ADD `contact_id` text;--> statement-breakpoint
CREATE INDEX `actor_registry_contact` ON `actor_registry` (`contact_id`,`name`) WHERE contact_id IS NOT NULL;