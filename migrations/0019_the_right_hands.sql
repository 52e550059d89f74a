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
CREATE UNIQUE INDEX `attachments_client` ON `attachments` (`owner_id`,`by_id`,`client_id`);--> statement-breakpoint
CREATE TABLE `refund_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`limits` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `refunds` (
	`id` text PRIMARY KEY NOT NULL,
	`ticket_id` text NOT NULL,
	`order_id` text,
	`version` integer NOT NULL,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`asked_by` text NOT NULL,
	`asked_at_ms` integer NOT NULL,
	`decided_by` text,
	`decided_at_ms` integer,
	`paid_by` text,
	`paid_at_ms` integer,
	`sealed_reason` blob NOT NULL,
	`sealed_answer` blob,
	`client_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `refunds_ticket` ON `refunds` (`ticket_id`,`id`);--> statement-breakpoint
CREATE INDEX `refunds_order` ON `refunds` (`order_id`) WHERE order_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `refunds_undecided` ON `refunds` (`asked_at_ms`,`id`) WHERE status = 'asked';--> statement-breakpoint
CREATE UNIQUE INDEX `refunds_client` ON `refunds` (`ticket_id`,`asked_by`,`client_id`);--> statement-breakpoint
CREATE TABLE `work_weights` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`weights` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reply_times` (
	`conversation_id` text NOT NULL,
	`seq` integer NOT NULL,
	`team_id` text NOT NULL,
	`agent_id` text,
	`asked_at_ms` integer NOT NULL,
	`due_at_ms` integer,
	`answered_after_ms` integer,
	`up_to_seq` integer NOT NULL,
	PRIMARY KEY(`conversation_id`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `reply_times_team` ON `reply_times` (`team_id`,`asked_at_ms`,`due_at_ms`,`answered_after_ms`);--> statement-breakpoint
CREATE INDEX `reply_times_agent` ON `reply_times` (`agent_id`,`asked_at_ms`,`due_at_ms`,`answered_after_ms`);--> statement-breakpoint
CREATE TABLE `ticket_conversations` (
	`ticket_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`linked_at_ms` integer NOT NULL,
	PRIMARY KEY(`ticket_id`, `conversation_id`)
);
--> statement-breakpoint
CREATE INDEX `ticket_conversations_conversation` ON `ticket_conversations` (`conversation_id`,`ticket_id`);--> statement-breakpoint
ALTER TABLE `saved_views` ADD `subject` text DEFAULT 'conversations' NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_waiting` ON `tickets` (`team_id`,(created_at_ms - CASE priority WHEN 0 THEN -1800000 WHEN 1 THEN 0 WHEN 2 THEN 3600000 WHEN 3 THEN 7200000 ELSE 0 END),`id`,`inbox_id`) WHERE assignee_id IS NULL AND status IN ('new', 'open');