CREATE TABLE `closing_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`rules` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `conversations` ADD `closing` text;--> statement-breakpoint
ALTER TABLE `conversations` ADD `rating` integer;--> statement-breakpoint
ALTER TABLE `conversations` ADD `closing_category` text;--> statement-breakpoint
ALTER TABLE `conversations` ADD `reopenings` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `reopenings` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `tickets` ADD `closing_category` text;--> statement-breakpoint
ALTER TABLE `tickets` ADD `rating` integer;