CREATE TABLE `closing_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`rules` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `follow_ups` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`subject` text NOT NULL,
	`subject_id` text NOT NULL,
	`inbox_id` text NOT NULL,
	`team_id` text NOT NULL,
	`due_at_ms` integer NOT NULL,
	`sealed_note` blob,
	`version` integer NOT NULL,
	`told_at_ms` integer,
	`client_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `follow_ups_agent` ON `follow_ups` (`agent_id`,`due_at_ms`);--> statement-breakpoint
CREATE INDEX `follow_ups_subject` ON `follow_ups` (`subject`,`subject_id`);--> statement-breakpoint
CREATE INDEX `follow_ups_untold` ON `follow_ups` (`agent_id`,`due_at_ms`) WHERE told_at_ms IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `follow_ups_client` ON `follow_ups` (`agent_id`,`client_id`);--> statement-breakpoint
CREATE TABLE `agent_work` (
	`agent_id` text NOT NULL,
	`quarter_ms` integer NOT NULL,
	`conversation_id` text NOT NULL,
	`messages` integer NOT NULL,
	`answers` integer NOT NULL,
	`quick_answers` integer NOT NULL,
	`first_response_ms` integer,
	`resolved` integer NOT NULL,
	`up_to_seq` integer NOT NULL,
	PRIMARY KEY(`agent_id`, `quarter_ms`, `conversation_id`)
);
--> statement-breakpoint
CREATE INDEX `agent_work_conversation` ON `agent_work` (`conversation_id`);--> statement-breakpoint
CREATE TABLE `routing_rules` (
	`id` integer PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`for_conversations` integer NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_courses` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`settled_version` integer NOT NULL,
	`course` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `offered_ticket_types` (
	`type_id` text PRIMARY KEY NOT NULL,
	`is_offered` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_requests` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`sealed_subject` blob NOT NULL
);
--> statement-breakpoint
DROP INDEX `tickets_due`;--> statement-breakpoint
DROP INDEX `tickets_unfinished`;--> statement-breakpoint
ALTER TABLE `tickets` ADD `sla_due_at_ms` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `sla_shown` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `sla_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `reopenings` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `closing_category` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `rating` integer;--> statement-breakpoint
CREATE INDEX `tickets_assignee_unfinished` ON `tickets` (`assignee_id`,`updated_at_ms`,`id`) WHERE status NOT IN ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX `tickets_next_due` ON `tickets` ((CASE WHEN sla_due_at_ms < due_at_ms OR due_at_ms IS NULL THEN sla_due_at_ms ELSE due_at_ms END),`id`) WHERE (due_at_ms IS NOT NULL OR sla_due_at_ms IS NOT NULL) AND status NOT IN ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX `tickets_unfinished` ON `tickets` (`updated_at_ms`,`id`,`team_id`,`inbox_id`,`assignee_id`,`status`,`type`) WHERE status NOT IN ('resolved', 'closed');--> statement-breakpoint
ALTER TABLE `conversations` ADD `closing` text;--> statement-breakpoint
ALTER TABLE `conversations` ADD `rating` integer;--> statement-breakpoint
ALTER TABLE `conversations` ADD `closing_category` text;--> statement-breakpoint
ALTER TABLE `conversations` ADD `reopenings` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `sla_policies` ADD `applies_to` text DEFAULT 'conversations' NOT NULL;--> statement-breakpoint
ALTER TABLE `sla_policies` ADD `ticket_types` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `ticket_entries_by` ON `ticket_entries` (`by_id`,`at_ms`);