/** The tables of a QueueActor. Append only: see `runtime/migrations.ts`. */
import { TICKET_HOLDERS_MIGRATION } from "#actors/queue/tickets/holders";
import { TICKET_TIMERS_MIGRATION } from "#actors/queue/tickets/store";
import { WEIGHTS_MIGRATION } from "#actors/queue/weights";
import { ERASED_MIGRATION } from "#actors/runtime/erased";
import type { Migration } from "#actors/runtime/migrations";
import { TIMERS_MIGRATION } from "#actors/runtime/timers";

export const queueMigrations: readonly Migration[] = [
  TIMERS_MIGRATION,
  `
  CREATE TABLE entries (
    conversation_id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    waiting_since_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX entries_rank ON entries (rank);

  CREATE TABLE agents (
    agent_id TEXT PRIMARY KEY,
    status TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    load INTEGER NOT NULL,
    idle_since_ms INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE watchers (
    agent_id TEXT PRIMARY KEY,
    until_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Band 0 are those who were put back, before everybody else. Who waited already when this came keeps their rank.
  `
  ALTER TABLE entries ADD COLUMN band INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE entries ADD COLUMN place INTEGER AS (CASE band WHEN 0 THEN waiting_since_ms ELSE rank END) VIRTUAL;
  CREATE INDEX entries_order ON entries (band, place, conversation_id);
  `,
  // Null where an earlier release wrote it: then whoever is asked decides. Of an agent: all inboxes.
  `
  ALTER TABLE entries ADD COLUMN inbox_id TEXT;
  ALTER TABLE agents ADD COLUMN inbox_ids TEXT;
  `,
  ERASED_MIGRATION,
  // What an entry asks and how pressing it is; how the team hands out its work; what is to be answered by when.
  `
  ALTER TABLE entries ADD COLUMN asks TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE entries ADD COLUMN head_start_ms INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE entries ADD COLUMN arrived_at_ms INTEGER;
  ALTER TABLE entries ADD COLUMN stands_at_ms INTEGER AS
    (CASE band WHEN 0 THEN waiting_since_ms ELSE waiting_since_ms - head_start_ms END) VIRTUAL;
  DROP INDEX entries_order;
  CREATE INDEX entries_order ON entries (band, stands_at_ms, conversation_id);
  CREATE INDEX entries_arrived ON entries (arrived_at_ms);
  ALTER TABLE agents ADD COLUMN abilities TEXT NOT NULL DEFAULT '{}';

  CREATE TABLE policy (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    value TEXT NOT NULL
  ) STRICT;

  CREATE TABLE answers_due (
    conversation_id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    agent_id TEXT NOT NULL,
    due_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX answers_due_at ON answers_due (due_at_ms);
  `,
  TICKET_TIMERS_MIGRATION,
  // Since when somebody has waited without a pause for the next hand-out, and how long it was between the last ones.
  `
  CREATE TABLE pace (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    since_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE hand_outs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at_ms INTEGER NOT NULL,
    interval_ms INTEGER NOT NULL
  ) STRICT;
  `,
  WEIGHTS_MIGRATION,
  TICKET_HOLDERS_MIGRATION,
  // How many tickets they have.
  `
  ALTER TABLE agents ADD COLUMN tickets INTEGER NOT NULL DEFAULT 0;
  `,
];
