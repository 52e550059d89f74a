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
CREATE INDEX `agent_work_conversation` ON `agent_work` (`conversation_id`);
--> statement-breakpoint
CREATE INDEX `ticket_entries_by` ON `ticket_entries` (`by_id`,`at_ms`);
--> statement-breakpoint
CREATE INDEX `tickets_to_do` ON `tickets` (`assignee_id`,`updated_at_ms`,`id`) WHERE status NOT IN ('resolved', 'closed');
