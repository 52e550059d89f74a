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
CREATE INDEX `reply_times_agent` ON `reply_times` (`agent_id`,`asked_at_ms`,`due_at_ms`,`answered_after_ms`);