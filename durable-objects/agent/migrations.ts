/** The tables of an AgentActor. Append only: see `runtime/migrations.ts`. */
import { TICKET_ALERTS_MIGRATION } from "#actors/agent/feed/ticket-alerts";
import { TICKET_NEWS_MIGRATION } from "#actors/agent/tickets/news";
import { SLOT_WEIGHTS_MIGRATION } from "#actors/agent/work/slots";
import { TICKET_SLOTS_MIGRATION } from "#actors/agent/work/tickets/ticket-slots";
import { ERASED_MIGRATION } from "#actors/runtime/erased";
import type { Migration } from "#actors/runtime/migrations";
import { OUTBOX_MIGRATION } from "#actors/runtime/outbox";
import { TIMERS_MIGRATION } from "#actors/runtime/timers";

export const agentMigrations: readonly Migration[] = [
  TIMERS_MIGRATION,
  OUTBOX_MIGRATION,
  `
  CREATE TABLE agent (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    agent_id TEXT NOT NULL,
    name TEXT NOT NULL,
    team_ids TEXT NOT NULL,
    status TEXT NOT NULL,
    capacity INTEGER NOT NULL,
    idle_since_ms INTEGER NOT NULL,
    version INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE slots (
    conversation_id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    weight INTEGER NOT NULL,
    lease_until_ms INTEGER
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE feed_rows (
    conversation_id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    facts TEXT NOT NULL,
    sealed_details BLOB NOT NULL,
    key_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE open_sockets (
    conversation_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    PRIMARY KEY (conversation_id, session_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE ended_sessions (
    session_id TEXT PRIMARY KEY,
    ended_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  // Absent in a row that an earlier release wrote, before this or after.
  `
  ALTER TABLE open_sockets ADD COLUMN expires_at_ms INTEGER;
  CREATE INDEX open_sockets_expiry ON open_sockets (expires_at_ms);
  `,
  `
  CREATE TABLE watched_teams (team_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
  `,
  // Of a profile that an earlier release wrote: every inbox, work like anybody's, until the agent is met again.
  `
  ALTER TABLE agent ADD COLUMN inbox_ids TEXT;
  ALTER TABLE agent ADD COLUMN takes_work INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE agent ADD COLUMN access_version INTEGER NOT NULL DEFAULT 0;
  `,
  ERASED_MIGRATION,
  `
  ALTER TABLE agent ADD COLUMN reason TEXT;
  ALTER TABLE agent ADD COLUMN until_ms INTEGER;
  ALTER TABLE agent ADD COLUMN wrap_up_seconds INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE agent ADD COLUMN wrap_up_until_ms INTEGER;

  CREATE TABLE presence_note (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    sealed BLOB NOT NULL,
    key_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL
  ) STRICT;

  CREATE TABLE mentions (
    conversation_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    by_id TEXT NOT NULL,
    by_name TEXT NOT NULL,
    PRIMARY KEY (conversation_id, seq)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE alerts (
    conversation_id TEXT NOT NULL,
    key TEXT NOT NULL,
    cause TEXT NOT NULL,
    kind TEXT NOT NULL,
    due_at_ms INTEGER NOT NULL,
    level TEXT NOT NULL,
    told_at_ms INTEGER NOT NULL,
    PRIMARY KEY (conversation_id, key)
  ) STRICT, WITHOUT ROWID;
  `,
  // What they know, as JSON; null until somebody says so.
  `
  ALTER TABLE agent ADD COLUMN abilities TEXT;
  `,
  TICKET_ALERTS_MIGRATION,
  SLOT_WEIGHTS_MIGRATION,
  TICKET_SLOTS_MIGRATION,
  TICKET_NEWS_MIGRATION,
];
