CREATE INDEX `rate_limit_last_request` ON `rate_limit` (`last_request`);--> statement-breakpoint
CREATE INDEX `session_expiry` ON `session` (`expires_at`);--> statement-breakpoint
CREATE INDEX `verification_expiry` ON `verification` (`expires_at`);