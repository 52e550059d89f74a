CREATE TABLE `agent_abilities` (
	`agent_id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `skills` (
	`id` text PRIMARY KEY NOT NULL,
	`names` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `team_routing` (
	`team_id` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`team_id`) REFERENCES `teams`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `business_calendars` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`intervals` text NOT NULL,
	`special_days` text NOT NULL,
	`closings` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sla_policies` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL,
	`channels` text NOT NULL,
	`priorities` text NOT NULL,
	`tiers` text NOT NULL,
	`first_response_ms` integer,
	`next_response_ms` integer,
	`resolution_ms` integer,
	`calendar_id` text,
	`warn_percent` integer NOT NULL,
	`reminder_ms` integer,
	`escalation` text NOT NULL,
	`on_reopen` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL,
	FOREIGN KEY (`calendar_id`) REFERENCES `business_calendars`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sla_policies_calendar` ON `sla_policies` (`calendar_id`);--> statement-breakpoint
ALTER TABLE `conversations` ADD `flags` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `conversations` ADD `sla_due_at_ms` integer;--> statement-breakpoint
ALTER TABLE `conversations` ADD `sla` text;--> statement-breakpoint
CREATE INDEX `conversations_flagged` ON `conversations` (`last_activity_at_ms`,`id`) WHERE flags <> 0;--> statement-breakpoint
CREATE INDEX `conversations_due` ON `conversations` (`sla_due_at_ms`,`id`) WHERE sla_due_at_ms IS NOT NULL;