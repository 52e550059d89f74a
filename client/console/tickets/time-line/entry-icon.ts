/** The sign that an entry of the time line begins with: what it is about, told apart without reading. */
import type { IconName } from "#client/console/theme/icon.tsx";
import type { TicketEntryKind } from "#protocol/constants";
import type { TicketEntry } from "#protocol/http-tickets";

const BY_KIND: Readonly<Record<TicketEntryKind, IconName>> = {
  created: "ticket",
  changed: "edit",
  transferred: "transfer",
  merged: "merge",
  note: "lock",
  overdue: "bell",
  escalated: "bell",
  refund: "box",
  attached: "clip",
  detached: "clip",
  unlinked: "chat",
};

/** Of the first thing that changed, where that says more than that something did. */
const BY_FIELD: ReadonlyMap<string, IconName> = new Map([
  ["status", "check"],
  ["assigneeId", "person"],
  ["subTicket", "sub"],
  ["splitIntoId", "sub"],
  ["splitFromId", "sub"],
  ["linkedConversationId", "chat"],
  ["attachment", "clip"],
  ["dueAtMs", "clock"],
]);

export function iconOf({ kind, changes: [first] }: Pick<TicketEntry, "kind" | "changes">): IconName {
  const own = BY_KIND[kind];
  return (kind === "changed" && BY_FIELD.get(first?.field ?? "")) || own;
}
