CREATE TABLE `contact_attributes` (
	`contact_id` text PRIMARY KEY NOT NULL,
	`revision` integer NOT NULL,
	`sealed` blob NOT NULL,
	`changed_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `conversation_labels` (
	`conversation_id` text NOT NULL,
	`label_id` text NOT NULL,
	PRIMARY KEY(`conversation_id`, `label_id`)
);
--> statement-breakpoint
CREATE INDEX `conversation_labels_label` ON `conversation_labels` (`label_id`,`conversation_id`);--> statement-breakpoint
CREATE TABLE `labels` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`colour` text NOT NULL,
	`allow_from_widget` integer NOT NULL,
	`position` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`updated_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `labels_name` ON `labels` (`name_key`);--> statement-breakpoint
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
ALTER TABLE `conversations` ADD `priority` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX `conversations_priority` ON `conversations` (`priority`,`last_activity_at_ms`,`id`) WHERE priority <> 1;--> statement-breakpoint
CREATE INDEX `conversations_team` ON `conversations` (`team_id`,`last_activity_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_inbox` ON `conversations` (`inbox_id`,`last_activity_at_ms`,`id`);--> statement-breakpoint
CREATE INDEX `conversations_active` ON `conversations` (`last_activity_at_ms`,`id`) WHERE status <> 'resolved';--> statement-breakpoint
CREATE INDEX `conversations_waiting` ON `conversations` (`waiting_since_ms`,`id`) WHERE waiting_since_ms IS NOT NULL;--> statement-breakpoint
CREATE INDEX `conversations_unread` ON `conversations` (`last_activity_at_ms`,`id`) WHERE unread > 0;