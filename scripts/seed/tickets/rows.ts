/** The demo's tickets as rows: sealed with data keys of their own, each with its time line, as the worker itself would write them. */
import { rankOf } from "#domain/conversations/priority";
import type { d1Outbox } from "#domain/delivery/schema";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { dataKeys } from "#domain/privacy/schema";
import { FIRST_NUMBER } from "#domain/tickets/create";
import type { ticketEntries, ticketFollowers, tickets } from "#domain/tickets/schema";
import { changeOf, type EntryContent, newTicketKey, sealEntry, sealTicket } from "#domain/tickets/sealed";
import { ticketEffectRow } from "#domain/tickets/sla/effects";
import type { Locale, Priority, TicketStatus } from "#protocol/constants";
import { uuidV7 } from "#protocol/ids";
import { type Random, randomBytesOf } from "#scripts/seed/history/random";
import type { Hand, TicketScript, TicketStep } from "./script.ts";

const HOUR_MS = 3_600_000;

export interface DemoTickets {
  readonly tickets: (typeof tickets.$inferInsert)[];
  readonly entries: (typeof ticketEntries.$inferInsert)[];
  readonly followers: (typeof ticketFollowers.$inferInsert)[];
  readonly dataKeys: (typeof dataKeys.$inferInsert)[];
  /** So that their teams' queues come to keep their times. */
  readonly effects: (typeof d1Outbox.$inferInsert)[];
  /** The number that was given last. */
  readonly lastNumber: number;
}

export interface TicketWorld {
  readonly random: Random;
  readonly keyRing: KeyRing;
  readonly nowMs: number;
  readonly inboxId: string;
  readonly handId: (hand: Hand) => string;
  /** Customers who wrote, with their conversation and what they ordered; in turn. */
  readonly customers: Readonly<Record<Locale, readonly TicketCustomer[]>>;
}

export interface TicketCustomer {
  readonly contactId: string;
  readonly conversationId: string;
  readonly orderIds: readonly string[];
}

/** @param scripts a parent before its sub-tickets */
export function ticketRows(scripts: readonly TicketScript[], world: TicketWorld): DemoTickets {
  const inOrder = scripts.toSorted((a, b) => b.madeHoursAgo - a.madeHoursAgo);
  const rows: DemoTickets = { tickets: [], entries: [], followers: [], dataKeys: [], effects: [], lastNumber: 0 };
  const made = new Map<string, { readonly id: string; readonly customer: TicketCustomer | undefined }>();
  const turn: Record<Locale, number> = { en: 0, "zh-CN": 0 };
  inOrder.forEach((script, index) => {
    const parent = script.parent === undefined ? undefined : made.get(script.parent);
    const customer = parent?.customer ?? world.customers[script.locale][turn[script.locale]++];
    const id = writeTicket(rows, script, { ...world, number: FIRST_NUMBER + index, parentId: parent?.id, customer });
    made.set(script.key, { id, customer });
  });
  return { ...rows, lastNumber: FIRST_NUMBER + inOrder.length - 1 };
}

interface Place extends TicketWorld {
  readonly number: number;
  readonly parentId: string | undefined;
  readonly customer: TicketCustomer | undefined;
}

interface Standing {
  readonly status: TicketStatus;
  readonly priority: Priority;
  readonly teamId: string;
  readonly assigneeId: string | undefined;
  readonly dueAtMs: string | undefined;
}

function writeTicket(rows: DemoTickets, script: TicketScript, place: Place): string {
  const { random, keyRing, nowMs, handId, number, parentId, customer } = place;
  const createdAtMs = nowMs - Math.round(script.madeHoursAgo * HOUR_MS);
  const newId = (atMs: number) => uuidV7(atMs, randomBytesOf(random, 10));
  const id = newId(createdAtMs);
  const { key, wrapped } = newTicketKey(keyRing, id);
  const entry = (
    atMs: number,
    row: Pick<typeof ticketEntries.$inferInsert, "kind" | "version" | "byId">,
    more: EntryMore,
  ) => {
    const entryId = newId(atMs);
    const { changes = [], mentions = [], content = {} } = more;
    const sealedContent = sealEntry(key, id, entryId, content);
    rows.entries.push({ ...row, id: entryId, ticketId: id, atMs, changes, mentions, sealedContent, clientId: null });
  };
  entry(createdAtMs, { kind: "created", version: 1, byId: handId(script.by) }, {});
  let standing: Standing = {
    ...{ status: "new", priority: "normal", teamId: script.team },
    ...{ assigneeId: undefined, dueAtMs: undefined },
  };
  let [atMs, version] = [createdAtMs, 1];
  for (const step of script.steps) {
    // A minute before now at the latest: whatever the clock says, it happened.
    atMs = Math.min(atMs + Math.round(step.afterHours * HOUR_MS), nowMs - 60_000);
    const by = handId(step.by);
    const after = afterStep(standing, step, place);
    const changes = changesOf(standing, after);
    if (changes.length > 0) {
      version += 1;
      const kind = after.teamId === standing.teamId ? "changed" : "transferred";
      const content = step.reason === undefined ? {} : { reason: step.reason };
      entry(atMs, { kind, version, byId: by }, { changes, content });
    }
    if (step.note !== undefined) {
      const mentions = (step.mentions ?? []).map(handId);
      entry(atMs + 1, { kind: "note", version, byId: by }, { mentions, content: { text: step.note } });
    }
    standing = after;
  }
  const { subject, description, productLine, type, channel = "chat", by, followers = [] } = script;
  const content = { subject, description, fields: {}, ...(productLine === undefined ? {} : { productLine }) };
  rows.tickets.push({
    ...{ id, number, version, type, channel, createdAtMs, updatedAtMs: atMs, inboxId: place.inboxId },
    ...{ status: standing.status, priority: rankOf(standing.priority), teamId: standing.teamId },
    assigneeId: standing.assigneeId ?? null,
    dueAtMs: standing.dueAtMs === undefined ? null : Number(standing.dueAtMs),
    source: parentId === undefined ? "conversation" : "ticket",
    contactId: customer?.contactId ?? null,
    conversationId: parentId === undefined ? (customer?.conversationId ?? null) : null,
    parentId: parentId ?? null,
    orderIds: type === "after_sales" ? (customer?.orderIds.slice(0, 1) ?? []) : [],
    sealedContent: sealTicket(key, id, version, content),
    ...{ createdBy: handId(by), clientId: `demo-${script.key}` },
  });
  rows.dataKeys.push({
    ...{ kind: "ticket", subjectId: id, keyId: wrapped.keyId, wrapped: Buffer.from(wrapped.wrapped), createdAtMs },
  });
  for (const hand of new Set([by, ...followers])) rows.followers.push({ ticketId: id, agentId: handId(hand) });
  rows.effects.push(ticketEffectRow({ ticketId: id, teamId: standing.teamId, version }, createdAtMs));
  return id;
}

interface EntryMore {
  readonly changes?: readonly { field: string; from?: string | undefined; to?: string | undefined }[];
  readonly mentions?: readonly string[];
  readonly content?: EntryContent;
}

function afterStep(before: Standing, step: TicketStep, { handId, nowMs }: Place): Standing {
  const { status, priority, team, assignee, dueInHours } = step;
  return {
    status: status ?? before.status,
    priority: priority ?? before.priority,
    teamId: team ?? before.teamId,
    assigneeId: assignee === undefined ? before.assigneeId : assignee === null ? undefined : handId(assignee),
    dueAtMs: dueInHours === undefined ? before.dueAtMs : String(nowMs + Math.round(dueInHours * HOUR_MS)),
  };
}

function changesOf(before: Standing, after: Standing) {
  const fields = ["status", "priority", "teamId", "assigneeId", "dueAtMs"] as const;
  return fields.flatMap((field) => changeOf(field, before[field], after[field]) ?? []);
}
