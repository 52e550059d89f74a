/** What actors of routing have written down, read from the files of a local instance, whether its server runs or was killed. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { z } from "zod";

const slot = z.object({
  agentId: z.string(),
  conversationId: z.string(),
  epoch: z.number(),
  weight: z.number(),
  /** Null when it is held for good. */
  leaseUntilMs: z.number().nullable(),
});
type SlotAtRest = z.infer<typeof slot>;
const assignment = z.object({ conversationId: z.string(), assigneeId: z.string().nullable() });
const entry = z.object({ conversationId: z.string() });

export interface RoutingAtRest {
  readonly slots: readonly SlotAtRest[];
  /** Those that are open. */
  readonly conversations: readonly z.infer<typeof assignment>[];
  /** Conversations that stand in any team's line. */
  readonly inLine: ReadonlySet<string>;
}

/** Of one moment if the server was killed; else each actor at its own. */
export function routingAtRest(stateDir: string): RoutingAtRest {
  const conversations = rowsOf(
    stateDir,
    { actor: "ConversationActor", table: "conversation", row: assignment },
    "SELECT conversation_id AS conversationId, assignee_id AS assigneeId FROM conversation WHERE status = 'open'",
  );
  const entries = rowsOf(
    stateDir,
    { actor: "QueueActor", table: "entries", row: entry },
    "SELECT conversation_id AS conversationId FROM entries",
  );
  const inLine = new Set(entries.map(({ conversationId }) => conversationId));
  return { slots: slotsAtRest(stateDir), conversations, inLine };
}

function slotsAtRest(stateDir: string): SlotAtRest[] {
  return rowsOf(
    stateDir,
    { actor: "AgentActor", table: "slots", row: slot },
    `SELECT agent_id AS agentId, conversation_id AS conversationId, epoch, weight, lease_until_ms AS leaseUntilMs
     FROM slots, agent`,
  );
}

/** How many places agents have given, read as fast as it can be, for whoever waits for a moment. Close it. */
export function watchSlots(stateDir: string): { count(): number; close(): void } {
  const databases = filesOf(stateDir, "AgentActor").map((file) => new DatabaseSync(file, { readOnly: true }));
  const counts = databases
    .filter((database) => isMade(database, "slots"))
    .map((database) => database.prepare("SELECT count(*) AS n FROM slots"));
  return {
    count: () => counts.reduce((sum, statement) => sum + Number(statement.get()?.n), 0),
    close: () => {
      for (const database of databases) database.close();
    },
  };
}

interface Kept<Row> {
  readonly actor: string;
  readonly table: string;
  readonly row: z.ZodType<Row>;
}

function rowsOf<Row>(stateDir: string, { actor, table, row }: Kept<Row>, query: string): Row[] {
  return filesOf(stateDir, actor).flatMap((file) => {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      return isMade(database, table) ? z.array(row).parse(database.prepare(query).all()) : [];
    } finally {
      database.close();
    }
  });
}

function filesOf(stateDir: string, actor: string): string[] {
  return globSync(join(stateDir, `**/*${actor}/*.sqlite`));
}

/** An actor that was never used has no tables yet. */
function isMade(database: DatabaseSync, table: string): boolean {
  return database.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(table) !== undefined;
}
