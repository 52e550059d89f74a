CREATE TABLE `consent_texts` (
	`inbox_id` text NOT NULL,
	`purpose` text NOT NULL,
	`version` integer NOT NULL,
	`texts` text,
	`published_at_ms` integer NOT NULL,
	`published_by` text NOT NULL,
	PRIMARY KEY(`inbox_id`, `purpose`, `version`)
);
--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`inbox_id` text NOT NULL,
	`purpose` text NOT NULL,
	`version` integer NOT NULL,
	`given` integer NOT NULL,
	`at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `consents_contact` ON `consents` (`contact_id`,`purpose`,`id`);--> statement-breakpoint
CREATE TABLE `privacy_requests` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`inbox_id` text NOT NULL,
	`contact_id` text,
	`status` text NOT NULL,
	`progress_done` integer DEFAULT 0 NOT NULL,
	`progress_total` integer DEFAULT 0 NOT NULL,
	`position` text,
	`requested_by` text NOT NULL,
	`created_at_ms` integer NOT NULL,
	`started_at_ms` integer,
	`finished_at_ms` integer,
	`expires_at_ms` integer,
	`failure` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at_ms` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `privacy_requests_due` ON `privacy_requests` (`status`,`next_attempt_at_ms`);--> statement-breakpoint
CREATE INDEX `privacy_requests_contact` ON `privacy_requests` (`contact_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `privacy_requests_running` ON `privacy_requests` (`contact_id`,`kind`) WHERE contact_id IS NOT NULL AND status IN ('queued', 'running');--> statement-breakpoint
CREATE TABLE `retention_rules` (
	`inbox_id` text NOT NULL,
	`kind` text NOT NULL,
	`days` integer,
	`version` integer NOT NULL,
	`changed_at_ms` integer NOT NULL,
	PRIMARY KEY(`inbox_id`, `kind`)
);
--> statement-breakpoint
ALTER TABLE `contacts` ADD `erasure_id` text;