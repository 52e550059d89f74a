import { expect, it } from "vitest";
import { parseKeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { canFollow } from "#domain/tickets/rules";
import { openEntry, openTicket } from "#domain/tickets/sealed";
import { TICKET_STATUSES, TICKET_TYPES, type TicketStatus } from "#protocol/constants";
import { seededRandom } from "#scripts/seed/history/random";
import { ticketRows } from "#scripts/seed/tickets/rows";
import { TICKETS_EN } from "#scripts/seed/tickets/scripts-en";
import { TICKETS_ZH } from "#scripts/seed/tickets/scripts-zh";

const NOW_MS = Date.UTC(2026, 5, 1);
const keyRing = parseKeyRing(`k1=${Buffer.alloc(32, 1).toString("base64")}`);
const customer = (id: string) => ({ contactId: id, conversationId: `c-${id}`, orderIds: [`o-${id}`] });
const ids = Array.from({ length: 12 }, (_, index) => String(index));
const rows = ticketRows([...TICKETS_EN, ...TICKETS_ZH], {
  ...{ random: seededRandom(1), keyRing, nowMs: NOW_MS, inboxId: "web", handId: (hand) => hand },
  customers: { en: ids.map((id) => customer(`e${id}`)), "zh-CN": ids.map((id) => customer(`z${id}`)) },
});
const keyOf = (ticketId: string) => {
  const found = rows.dataKeys.find(({ subjectId }) => subjectId === ticketId);
  if (found === undefined) throw new Error(`${ticketId} has no key`);
  return unwrapDataKey(keyRing, { kind: "ticket", id: ticketId }, found);
};

it("are of every status and type, in both languages, some of them overdue", () => {
  expect(rows.tickets).toHaveLength(20);
  expect(new Set(rows.tickets.map(({ status }) => status))).toEqual(new Set(TICKET_STATUSES));
  expect(new Set(rows.tickets.map(({ type }) => type))).toEqual(new Set(TICKET_TYPES));
  expect(rows.tickets.some(({ dueAtMs }) => typeof dueAtMs === "number" && dueAtMs < NOW_MS)).toBe(true);
  expect(rows.lastNumber).toBe(Math.max(...rows.tickets.map(({ number }) => Number(number))));
});

it("open with their keys, and so do their time lines", () => {
  for (const { id, version, sealedContent } of rows.tickets)
    expect(openTicket(keyOf(id), id, version, sealedContent).subject).not.toBe("");
  for (const { ticketId, id, sealedContent, kind } of rows.entries) {
    const { text } = openEntry(keyOf(ticketId), ticketId, id, sealedContent ?? null);
    expect(text !== undefined).toBe(kind === "note");
  }
});

it("went only ways that a ticket may go, in order, and before now", () => {
  for (const ticket of rows.tickets) {
    let [status, atMs]: [TicketStatus, number] = ["new", 0];
    for (const entry of rows.entries.filter(({ ticketId }) => ticketId === ticket.id)) {
      expect(entry.atMs).toBeGreaterThanOrEqual(atMs);
      expect(entry.atMs).toBeLessThan(NOW_MS);
      atMs = entry.atMs;
      for (const { field, to } of entry.changes as { field: string; to?: string }[]) {
        const next = field === "status" ? TICKET_STATUSES.find((known) => known === to) : undefined;
        if (next === undefined) continue;
        expect(canFollow(status, next), `${ticket.clientId}: ${status} to ${next}`).toBe(true);
        status = next;
      }
    }
    expect(status).toBe(ticket.status);
  }
});

it("leave nothing unfinished under what is finished, and tell the queue of each", () => {
  const byId = new Map(rows.tickets.map((ticket) => [ticket.id, ticket]));
  const subs = rows.tickets.filter(({ parentId }) => parentId != null);
  expect(subs).toHaveLength(3);
  for (const { parentId, contactId } of subs) {
    const parent = byId.get(String(parentId));
    expect(["resolved", "closed"]).not.toContain(parent?.status);
    expect(parent?.contactId).toBe(contactId);
  }
  expect(rows.effects).toHaveLength(rows.tickets.length);
});
