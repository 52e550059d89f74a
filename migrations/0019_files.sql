CREATE TABLE `attachment_sweeps` (
	`id` integer PRIMARY KEY NOT NULL,
	`after_key` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`state` text NOT NULL,
	`type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sealed_name` blob NOT NULL,
	`sealed_key` blob NOT NULL,
	`by_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`client_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attachments_owner` ON `attachments` (`owner_id`,`id`) WHERE state = 'kept';--> statement-breakpoint
CREATE UNIQUE INDEX `attachments_client` ON `attachments` (`owner_id`,`by_id`,`client_id`);