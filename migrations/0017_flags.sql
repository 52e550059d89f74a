ALTER TABLE `conversations` ADD `flags` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `conversations_flagged` ON `conversations` (`last_activity_at_ms`,`id`) WHERE flags <> 0;