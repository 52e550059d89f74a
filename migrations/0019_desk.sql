CREATE TABLE `ticket_conversations` (
	`ticket_id` text NOT NULL,
	`conversation_id` text NOT NULL,
	`linked_at_ms` integer NOT NULL,
	PRIMARY KEY(`ticket_id`, `conversation_id`)
);
--> statement-breakpoint
CREATE INDEX `ticket_conversations_conversation` ON `ticket_conversations` (`conversation_id`,`ticket_id`);--> statement-breakpoint
ALTER TABLE `saved_views` ADD `subject` text DEFAULT 'conversations' NOT NULL;