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
CREATE INDEX `tickets_type` ON `tickets` (`type`,`updated_at_ms`,`id`);