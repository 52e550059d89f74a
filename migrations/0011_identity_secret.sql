ALTER TABLE `inboxes` ADD `identity_secret_revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `sealed_previous_identity_secret` blob;--> statement-breakpoint
ALTER TABLE `inboxes` ADD `previous_valid_until_ms` integer;