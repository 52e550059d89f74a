CREATE TABLE `work_weights` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`weights` text NOT NULL
);
