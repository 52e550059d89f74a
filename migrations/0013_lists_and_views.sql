CREATE TABLE `saved_views` (
	`id` text PRIMARY KEY NOT NULL,
	`agent_id` text NOT NULL,
	`name` text NOT NULL,
	`view` text NOT NULL,
	`filters` text NOT NULL,
	`place` integer NOT NULL,
	`created_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `saved_views_agent` ON `saved_views` (`agent_id`,`place`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_team` ON `conversations` (`team_id`,`last_activity_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_inbox` ON `conversations` (`inbox_id`,`last_activity_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_active` ON `conversations` (`last_activity_at_ms`,`id`) WHERE status <> 'resolved';--> statement-breakpoint
CREATE INDEX `conversations_waiting` ON `conversations` (`waiting_since_ms`,`id`) WHERE waiting_since_ms IS NOT NULL;--> statement-breakpoint
CREATE INDEX `conversations_unread` ON `conversations` (`last_activity_at_ms`,`id`) WHERE unread > 0;