CREATE TABLE `routing_rules` (
	`id` integer PRIMARY KEY NOT NULL,
	`rules` text NOT NULL,
	`for_conversations` integer NOT NULL,
	`version` integer NOT NULL
);
