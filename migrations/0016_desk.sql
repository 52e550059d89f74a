CREATE TABLE `canned_responses` (
	`id` text PRIMARY KEY NOT NULL,
	`owner_id` text,
	`code` text NOT NULL,
	`texts` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`owner_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `canned_shared_code` ON `canned_responses` (`code`) WHERE owner_id IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `canned_own_code` ON `canned_responses` (`owner_id`,`code`) WHERE owner_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `agent_preferences` (
	`user_id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`version` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `presence_log` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`from_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `presence_log_agent` ON `presence_log` (`agent_id`,`from_ms`);