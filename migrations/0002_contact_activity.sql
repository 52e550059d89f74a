DROP INDEX `conversations_contact`;--> statement-breakpoint
ALTER TABLE `conversations` ADD `contact_activity_at_ms` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `conversations_contact` ON `conversations` (`contact_id`,`contact_activity_at_ms`,`id`);--> statement-breakpoint
-- As near as the index knows; the next change of a conversation, or a rebuild of the index, says it exactly.
UPDATE `conversations` SET `contact_activity_at_ms` = `last_activity_at_ms`;
