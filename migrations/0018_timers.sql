CREATE TABLE `ticket_courses` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`settled_version` integer NOT NULL,
	`course` text NOT NULL
);
--> statement-breakpoint
DROP INDEX `tickets_due`;--> statement-breakpoint
DROP INDEX `tickets_unfinished`;--> statement-breakpoint
ALTER TABLE `tickets` ADD `sla_due_at_ms` integer;--> statement-breakpoint
ALTER TABLE `tickets` ADD `sla_shown` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `sla_revision` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `tickets_assignee_unfinished` ON `tickets` (`assignee_id`,`updated_at_ms`,`id`) WHERE status NOT IN ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX `tickets_next_due` ON `tickets` ((CASE WHEN sla_due_at_ms < due_at_ms OR due_at_ms IS NULL THEN sla_due_at_ms ELSE due_at_ms END),`id`) WHERE (due_at_ms IS NOT NULL OR sla_due_at_ms IS NOT NULL) AND status NOT IN ('resolved', 'closed');--> statement-breakpoint
CREATE INDEX `tickets_unfinished` ON `tickets` (`updated_at_ms`,`id`,`team_id`,`inbox_id`,`assignee_id`,`status`,`type`) WHERE status NOT IN ('resolved', 'closed');--> statement-breakpoint
ALTER TABLE `sla_policies` ADD `applies_to` text DEFAULT 'conversations' NOT NULL;--> statement-breakpoint
ALTER TABLE `sla_policies` ADD `ticket_types` text DEFAULT '[]' NOT NULL;