CREATE TABLE `audit_head` (
	`one` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`checked_seq` integer DEFAULT 0 NOT NULL,
	`whole_seq` integer DEFAULT 0 NOT NULL,
	`broken_seq` integer
);
--> statement-breakpoint
CREATE INDEX `audit_log_action` ON `audit_log` (`action`,`at_ms`);