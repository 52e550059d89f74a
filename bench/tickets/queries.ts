/** The lists whose pages and counts may not take longer the more tickets there are. */

import { customerId, NOW_MS } from "#bench/tickets/world";
import type { AgentPrincipal } from "#domain/identity/principal";
import type { TicketList } from "#domain/tickets/list";

export interface ListQuery {
  readonly name: string;
  readonly by: "agent" | "lead";
  readonly list: TicketList;
  /** The page after that place: the row's value of the order, and its id. */
  readonly after?: readonly [number, string];
}

const all = { view: "all", filters: {} } as const;
const filtered = (filters: TicketList["filters"]) => ({ view: "all", filters }) as const;
const MIDDLE = "00000190-0000-7000-8000-000000000190";

export const LIST_QUERIES: readonly ListQuery[] = [
  { name: "mine", by: "agent", list: { view: "mine", filters: {} } },
  { name: "unassigned", by: "agent", list: { view: "unassigned", filters: {} } },
  { name: "my teams", by: "agent", list: { view: "team", filters: {} } },
  { name: "followed", by: "agent", list: { view: "followed", filters: {} } },
  { name: "overdue", by: "agent", list: { view: "overdue", filters: {} } },
  { name: "all that an agent sees", by: "agent", list: all },
  { name: "all, a later page", by: "lead", list: all, after: [NOW_MS - 24_000_000, MIDDLE] },
  { name: "most pressing first", by: "lead", list: filtered({ sort: "priority" }) },
  { name: "next due first", by: "lead", list: filtered({ sort: "due" }) },
  { name: "open complaints", by: "lead", list: filtered({ type: "complaint", status: "open" }) },
  { name: "by number", by: "lead", list: filtered({ number: 1_600 }) },
  { name: "due today", by: "agent", list: filtered({ due: "today" }) },
  { name: "due this week, most pressing first", by: "lead", list: filtered({ due: "week", sort: "priority" }) },
  { name: "mine, due this week", by: "agent", list: { view: "mine", filters: { due: "week" } } },
  { name: "mine, most pressing first", by: "agent", list: { view: "mine", filters: { sort: "priority" } } },
  { name: "of a team", by: "lead", list: filtered({ teamId: "team-3" }) },
  { name: "of an assignee", by: "lead", list: filtered({ assigneeId: "agent-2" }) },
  { name: "of a team, due this week", by: "lead", list: filtered({ teamId: "team-3", due: "week" }) },
  {
    name: "of a team, open, most pressing first",
    by: "lead",
    list: filtered({ teamId: "team-3", status: "open", sort: "priority" }),
  },
  {
    name: "of an assignee, waiting",
    by: "lead",
    list: filtered({ assigneeId: "agent-2", status: "waiting_customer" }),
  },
  { name: "of a conversation", by: "lead", list: filtered({ conversationId: MIDDLE }) },
  { name: "of a customer", by: "lead", list: filtered({ contactId: customerId() }) },
];

/** Of the views whose counts stand beside their names. */
export const COUNTED = ["mine", "unassigned", "team", "followed", "overdue"] as const;

const person = { type: "agent", sessionId: "s", expiresAtMs: NOW_MS * 2 } as const;
export const LIST_PRINCIPALS: Readonly<Record<ListQuery["by"], AgentPrincipal>> = {
  agent: {
    ...{ ...person, id: "agent-2", name: "Agent", role: "agent" },
    ...{ teamIds: ["team-2", "team-3"], inboxIds: ["web"] },
  },
  lead: { ...person, id: "lead", name: "Lead", role: "supervisor", teamIds: [] },
};
