/** Who is told of a line of a ticket's time line, and as what. Pure. */
import { type Colleague, whyNotGiven } from "#domain/identity/scope";
import type { TicketEntryKind, TicketNewsKind } from "#protocol/constants";
import type { FieldChange } from "#protocol/http-tickets";

export interface ToldLine {
  readonly kind: TicketEntryKind;
  readonly byId: string;
  readonly changes: readonly FieldChange[];
  readonly mentions: readonly string[];
}

/** As the ticket stands when it is told. */
export interface Hearers {
  readonly inboxId: string;
  readonly assigneeId: string | null;
  readonly followerIds: readonly string[];
}

export interface Told {
  readonly agentId: string;
  readonly kind: TicketNewsKind;
}

/** Nobody hears of what they did themselves, nor of a ticket that they do not see. */
export function toldOf(
  line: ToldLine,
  { inboxId, assigneeId, followerIds }: Hearers,
  accounts: readonly (Colleague & { readonly id: string })[],
): Told[] {
  // Whoever had it is to know that they have it no more.
  const before = line.changes.flatMap(({ field, from }) =>
    field === "assigneeId" && from !== undefined ? [from] : [],
  );
  const hearers = new Set([...line.mentions, ...followerIds, ...before, ...(assigneeId === null ? [] : [assigneeId])]);
  return accounts.flatMap((account) => {
    const { id: agentId } = account;
    if (!hearers.has(agentId) || agentId === line.byId || account.suspendedAtMs !== undefined) return [];
    if (whyNotGiven(account, inboxId) === "agent_out_of_scope") return [];
    return [{ agentId, kind: line.mentions.includes(agentId) ? "mention" : kindOf(line) }];
  });
}

function kindOf({ kind, changes }: ToldLine): TicketNewsKind {
  if (kind === "note") return "note";
  return changes.some(({ field }) => field === "assigneeId" || field === "teamId") ? "transfer" : "status";
}
