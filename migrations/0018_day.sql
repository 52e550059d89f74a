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
CREATE INDEX `ticket_entries_by` ON `ticket_entries` (`by_id`,`at_ms`);--> statement-breakpoint
CREATE INDEX `tickets_to_do` ON `tickets` (`assignee_id`,`updated_at_ms`,`id`) WHERE status NOT IN ('resolved', 'closed');