CREATE TABLE `key_checks` (
	`keys` text NOT NULL,
	`key_id` text NOT NULL,
	`check_value` text NOT NULL,
	`first_seen_at_ms` integer NOT NULL,
	PRIMARY KEY(`keys`, `key_id`)
);
--> statement-breakpoint
CREATE TABLE `key_rotations` (
	`id` text PRIMARY KEY NOT NULL,
	`keys` text NOT NULL,
	`key_id` text NOT NULL,
	`stage` text NOT NULL,
	`cursor` text NOT NULL,
	`step` integer NOT NULL,
	`passes` integer NOT NULL,
	`total` integer NOT NULL,
	`done` integer NOT NULL,
	`failed` integer NOT NULL,
	`unopenable` text NOT NULL,
	`started_at_ms` integer NOT NULL,
	`next_step_at_ms` integer NOT NULL,
	`ended_at_ms` integer,
	`outcome` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `key_rotations_running` ON `key_rotations` (`keys`) WHERE ended_at_ms IS NULL;--> statement-breakpoint
CREATE INDEX `key_rotations_started` ON `key_rotations` (`keys`,`started_at_ms`);--> statement-breakpoint
CREATE TABLE `search_generations` (
	`conversation_id` text PRIMARY KEY NOT NULL,
	`generation` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `search_tokens` (
	`key_id` text NOT NULL,
	`token` blob NOT NULL,
	`conversation_id` text NOT NULL,
	PRIMARY KEY(`key_id`, `token`, `conversation_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `search_tokens_conversation` ON `search_tokens` (`conversation_id`);--> statement-breakpoint
ALTER TABLE `contacts` ADD `email_key_id` text;--> statement-breakpoint
ALTER TABLE `contacts` ADD `email_hash` text;--> statement-breakpoint
CREATE INDEX `contacts_identifier_key` ON `contacts` (`identifier_key_id`) WHERE identifier_key_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `contacts_email` ON `contacts` (`email_key_id`,`email_hash`) WHERE email_key_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `data_keys_key` ON `data_keys` (`key_id`,`kind`,`subject_id`);