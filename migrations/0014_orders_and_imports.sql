CREATE TABLE `conversation_imports` (
	`conversation_id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`sealed_history` blob NOT NULL,
	`is_awaited` integer DEFAULT false NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `conversation_imports_due` ON `conversation_imports` (`next_attempt_at_ms`);--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`contact_id` text NOT NULL,
	`number` text NOT NULL,
	`status` text NOT NULL,
	`currency` text NOT NULL,
	`total_minor` integer NOT NULL,
	`items` text NOT NULL,
	`changes` text NOT NULL,
	`placed_at_ms` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_number` ON `orders` (`number`);--> statement-breakpoint
CREATE INDEX `orders_contact` ON `orders` (`contact_id`,`placed_at_ms`);