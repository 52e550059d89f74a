CREATE TABLE `business_profile` (
	`one` integer PRIMARY KEY NOT NULL,
	`shop_name` text NOT NULL,
	`contact_email` text,
	`locale` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`logo` blob,
	`logo_type` text,
	`logo_hash` text,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `inbox_sightings` (
	`inbox_id` text NOT NULL,
	`origin` text NOT NULL,
	`first_seen_at_ms` integer NOT NULL,
	`last_seen_at_ms` integer NOT NULL,
	PRIMARY KEY(`inbox_id`, `origin`),
	FOREIGN KEY (`inbox_id`) REFERENCES `inboxes`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `conversations` ADD `first_reply_at_ms` integer;--> statement-breakpoint
CREATE INDEX `conversations_first_reply` ON `conversations` (`inbox_id`,`first_reply_at_ms`) WHERE first_reply_at_ms IS NOT NULL;--> statement-breakpoint
ALTER TABLE `user` ADD `capacity` integer;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `shop_name` text;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `accent` text;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `position` text DEFAULT 'right' NOT NULL;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `greeting` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `privacy_url` text;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `opening_hours` text;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `version` integer DEFAULT 1 NOT NULL;