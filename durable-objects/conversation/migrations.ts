/** The tables of a ConversationActor. Append only: see `runtime/migrations.ts`. */
import type { Migration } from "#actors/runtime/migrations";
import { OUTBOX_MIGRATION } from "#actors/runtime/outbox";
import { TIMERS_MIGRATION } from "#actors/runtime/timers";

export const conversationMigrations: readonly Migration[] = [
  TIMERS_MIGRATION,
  OUTBOX_MIGRATION,
  `
  CREATE TABLE conversation (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    conversation_id TEXT NOT NULL,
    inbox_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    status TEXT NOT NULL,
    assignee_id TEXT,
    epoch INTEGER NOT NULL,
    waiting_since_ms INTEGER,
    at_head INTEGER NOT NULL,
    snoozed_until_ms INTEGER,
    changed_seq INTEGER NOT NULL,
    created_at_ms INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    wrapped_key BLOB NOT NULL
  ) STRICT;

  CREATE TABLE participants (
    id TEXT PRIMARY KEY,
    type TEXT NOT NULL,
    sealed_name BLOB NOT NULL,
    delivered_seq INTEGER NOT NULL DEFAULT 0,
    read_seq INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE messages (
    seq INTEGER PRIMARY KEY,
    changed_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    sender_id TEXT NOT NULL,
    client_id TEXT,
    content_type TEXT NOT NULL,
    sealed_content BLOB,
    revision INTEGER NOT NULL,
    private INTEGER NOT NULL,
    reply_to TEXT,
    created_at_ms INTEGER NOT NULL,
    edited_at_ms INTEGER,
    recalled_at_ms INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX messages_id ON messages (id);
  CREATE UNIQUE INDEX messages_client_id ON messages (sender_id, client_id) WHERE client_id IS NOT NULL;
  -- Few messages are changed after they were sent: the others are found by seq, and cost no write here.
  CREATE INDEX messages_changed ON messages (changed_seq) WHERE changed_seq <> seq;
  `,
  // Each index of random ids was one more page to write with every message: ids carry their seq now, and what clients
  // call their messages is written many at a time. Nothing was released that inserts by these indexes.
  `
  CREATE TABLE client_ids (
    sender_id TEXT NOT NULL,
    client_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (sender_id, client_id)
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE conversation ADD COLUMN client_ids_moved_seq INTEGER NOT NULL DEFAULT 0;
  INSERT INTO client_ids SELECT sender_id, client_id, seq FROM messages WHERE client_id IS NOT NULL;
  UPDATE conversation SET client_ids_moved_seq = coalesce((SELECT max(seq) FROM messages), 0);
  DROP INDEX messages_id;
  DROP INDEX messages_client_id;
  `,
  // Whether the contact is a verified one; null if an earlier release began it, which did not say. And who became whom
  // before the conversation had begun.
  `
  ALTER TABLE conversation ADD COLUMN contact_verified INTEGER;
  CREATE TABLE joins (from_id TEXT PRIMARY KEY, to_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
  `,
  // What the index of words was told: up to which change, which set of them, hashed with which key.
  `
  ALTER TABLE conversation ADD COLUMN words_seq INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN words_generation INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE conversation ADD COLUMN words_key_id TEXT;
  `,
  // What is left of a conversation that was erased, or is about to be.
  `
  CREATE TABLE tombstone (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    conversation_id TEXT NOT NULL,
    claimed_at_ms INTEGER NOT NULL,
    erased_at_ms INTEGER
  ) STRICT;
  `,
  // Labels by their ids, as a JSON array; null for one that never had any.
  `
  ALTER TABLE conversation ADD COLUMN labels TEXT;
  ALTER TABLE conversation ADD COLUMN priority TEXT NOT NULL DEFAULT 'normal';
  `,
  // What makes it an exception, as a JSON array; null where nothing does. And up to which change its customer's words
  // were looked at: what was said before there was this is past.
  `
  ALTER TABLE conversation ADD COLUMN flags TEXT;
  ALTER TABLE conversation ADD COLUMN looked_at_seq INTEGER NOT NULL DEFAULT 0;
  UPDATE conversation SET looked_at_seq = coalesce((SELECT max(seq) FROM messages), 0);
  `,
  // How its service level stands, and up to which message it was looked at; no row as long as no policy was for it.
  `
  CREATE TABLE sla (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    settled_seq INTEGER NOT NULL,
    course TEXT NOT NULL,
    shown TEXT
  ) STRICT;
  `,
  // What routing goes by: the customer's language, who had it last, who let it lie, and since which change it is whose it is.
  `
  ALTER TABLE conversation ADD COLUMN language TEXT;
  ALTER TABLE conversation ADD COLUMN last_agent_id TEXT;
  ALTER TABLE conversation ADD COLUMN not_agent_id TEXT;
  ALTER TABLE conversation ADD COLUMN assigned_seq INTEGER;
  `,
  // How the question whether it is settled stands: ids, times and numbers, nothing of what anybody wrote.
  `
  CREATE TABLE closing (one INTEGER PRIMARY KEY CHECK (one = 1), standing TEXT NOT NULL) STRICT;
  `,
  // What the shop's rules said that routing and service levels go by, as JSON; null until they were asked.
  `
  ALTER TABLE conversation ADD COLUMN ruling TEXT;
  `,
  // Up to which message it was told what agents did; what was done before there was this is past.
  `
  CREATE TABLE work_told (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL) STRICT;
  INSERT INTO work_told (one, seq) SELECT 1, coalesce(max(seq), 0) FROM messages;
  `,
  // Up to which message it was told when questions were answered, and the one that is open; what came before is past.
  `
  CREATE TABLE reply_told (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL,
    open_seq INTEGER,
    open_at_ms INTEGER
  ) STRICT;
  INSERT INTO reply_told (one, seq) SELECT 1, coalesce(max(seq), 0) FROM messages;
  `,
  // Who handed it on to which line of support last, and the epoch that began with it; null where nobody did.
  `
  ALTER TABLE conversation ADD COLUMN handed_on_by TEXT;
  ALTER TABLE conversation ADD COLUMN handed_on_tier INTEGER;
  ALTER TABLE conversation ADD COLUMN handed_on_epoch INTEGER;
  `,
];
