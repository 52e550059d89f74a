/** The latest tickets and conversations that somebody sees, for trying rules on them. */
import { and, desc, type SQL, sql } from "drizzle-orm";
import { isOneOf } from "#domain/conversations/list-filters";
import { priorityOf } from "#domain/conversations/priority";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import type { AgentPrincipal } from "#domain/identity/principal";
import { teamsInSight } from "#domain/identity/scope";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import type { Facts } from "#domain/rules/conditions";
import { isKeyOfTicket, storedIds, withKey } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";
import { openTicket, ticketKeyIfThere } from "#domain/tickets/sealed";
import type { RuleTrialItem } from "#protocol/http-rules";

/** Whoever sees few of them sees those among the latest: no trial reads more rows than this. */
const MAX_ROWS = 5_000;

export interface Past extends Pick<RuleTrialItem, "id" | "number" | "title" | "createdAtMs" | "got"> {
  readonly contactId: string | null;
  readonly conversationId: string | null;
  readonly orderIds: readonly string[];
  /** What is known of it without asking anybody. */
  readonly facts: Pick<Facts, "kind" | "inboxId" | "channel" | "source" | "type" | "productLine" | "text">;
}

export async function latestTickets(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  limit: number,
): Promise<Past[]> {
  const isLatest = sql`${tickets.id} IN (SELECT id FROM tickets ORDER BY id DESC LIMIT ${MAX_ROWS})`;
  const rows = await db
    .select(withKey)
    .from(tickets)
    .crossJoin(dataKeys)
    .where(and(isKeyOfTicket, isLatest, ...inSight(principal, tickets)))
    .orderBy(desc(tickets.id))
    .limit(limit);
  return rows.map(({ row, key: wrapped }) => {
    const key = ticketKeyIfThere(keyRing, row.id, wrapped);
    const content = key === undefined ? undefined : openTicket(key, row.id, row.version, row.sealedContent);
    const { inboxId, channel, source, type } = row;
    return {
      ...{ id: row.id, number: row.number, createdAtMs: row.createdAtMs },
      ...(content === undefined ? {} : { title: content.subject }),
      got: { teamId: row.teamId, priority: priorityOf(row.priority) ?? "normal" },
      ...{ contactId: row.contactId, conversationId: row.conversationId, orderIds: storedIds.parse(row.orderIds) },
      facts: {
        ...{ kind: "ticket", inboxId, channel, source, type, productLine: content?.productLine },
        text: content === undefined ? "" : `${content.subject}\n${content.description ?? ""}`,
      },
    };
  });
}

/** Without what was said in them, which their actors keep. */
export async function latestConversations(db: Database, principal: AgentPrincipal, limit: number): Promise<Past[]> {
  const isLatest = sql`${conversations.id} IN (SELECT id FROM conversations ORDER BY id DESC LIMIT ${MAX_ROWS})`;
  const { id, inboxId, teamId, contactId, priority, createdAtMs } = conversations;
  const rows = await db
    .select({ id, inboxId, teamId, contactId, priority, createdAtMs })
    .from(conversations)
    .where(and(isLatest, ...inSight(principal, conversations)))
    .orderBy(desc(conversations.id))
    .limit(limit);
  return rows.map((row) => ({
    ...{ id: row.id, createdAtMs: row.createdAtMs, contactId: row.contactId, conversationId: row.id, orderIds: [] },
    got: { teamId: row.teamId, priority: priorityOf(row.priority) ?? "normal" },
    facts: { kind: "conversation", inboxId: row.inboxId, channel: "chat", text: "" },
  }));
}

function inSight(principal: AgentPrincipal, table: typeof tickets | typeof conversations): (SQL | undefined)[] {
  return [isOneOf(table.inboxId, principal.inboxIds), isOneOf(table.teamId, teamsInSight(principal))];
}
