CREATE TABLE `offered_ticket_types` (
	`type_id` text PRIMARY KEY NOT NULL,
	`is_offered` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `ticket_requests` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`sealed_subject` blob NOT NULL
);
