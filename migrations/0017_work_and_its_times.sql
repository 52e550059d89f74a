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
CREATE TABLE `ticket_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`by_id` text NOT NULL,
	`at_ms` integer NOT NULL,
	`changes` text NOT NULL,
	`mentions` text NOT NULL,
	`sealed_content` blob,
	`client_id` text
);
--> statement-breakpoint
CREATE INDEX `ticket_entries_ticket` ON `ticket_entries` (`ticket_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_entries_client` ON `ticket_entries` (`ticket_id`,`by_id`,`client_id`) WHERE client_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `ticket_followers` (
	`agent_id` text NOT NULL,
	`ticket_id` text NOT NULL,
	PRIMARY KEY(`ticket_id`, `agent_id`)
);
--> statement-breakpoint
CREATE INDEX `ticket_followers_agent` ON `ticket_followers` (`agent_id`,`ticket_id`);--> statement-breakpoint
CREATE TABLE `ticket_numbers` (
	`id` integer PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_types` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`fields` text NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_types_name_key_unique` ON `ticket_types` (`name_key`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL,
	`version` integer NOT NULL,
	`type` text NOT NULL,
	`status` text NOT NULL,
	`priority` integer NOT NULL,
	`source` text NOT NULL,
	`channel` text NOT NULL,
	`inbox_id` text NOT NULL,
	`team_id` text NOT NULL,
	`assignee_id` text,
	`contact_id` text,
	`conversation_id` text,
	`parent_id` text,
	`merged_into_id` text,
	`due_at_ms` integer,
	`order_ids` text NOT NULL,
	`sealed_content` blob NOT NULL,
	`created_by` text NOT NULL,
	`client_id` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_number` ON `tickets` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `tickets_client` ON `tickets` (`created_by`,`client_id`);--> statement-breakpoint
CREATE INDEX `tickets_updated` ON `tickets` (`updated_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `tickets_priority` ON `tickets` (`priority`,`id`);--> statement-breakpoint
CREATE INDEX `tickets_assignee` ON `tickets` (`assignee_id`,`updated_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `tickets_team` ON `tickets` (`team_id`,`updated_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `tickets_unfinished` ON `tickets` (`updated_at_ms`,`id`) WHERE status NOT IN ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX `tickets_due` ON `tickets` (`due_at_ms`,`id`) WHERE due_at_ms IS NOT NULL AND status NOT IN ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX `tickets_contact` ON `tickets` (`contact_id`,`updated_at_ms`,`id`) WHERE contact_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_conversation` ON `tickets` (`conversation_id`) WHERE conversation_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_parent` ON `tickets` (`parent_id`,`id`) WHERE parent_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_type` ON `tickets` (`type`,`updated_at_ms`,`id`);--> statement-breakpoint
ALTER TABLE `conversations` ADD `flags` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `conversations` ADD `sla_due_at_ms` integer;--> statement-breakpoint
ALTER TABLE `conversations` ADD `sla` text;--> statement-breakpoint
CREATE INDEX `conversations_flagged` ON `conversations` (`last_activity_at_ms`,`id`) WHERE flags <> 0;--> statement-breakpoint
CREATE INDEX `conversations_due` ON `conversations` (`sla_due_at_ms`,`id`) WHERE sla_due_at_ms IS NOT NULL;