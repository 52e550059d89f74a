/**
 * (b) Tickets through the HTTP API of the product as `npm start` runs it, at a fixed rate whatever the answers take, made by
 * as many agents as may write so often; then what D1 and the queues have, read from their files: every acknowledged ticket,
 * and a timer for each that is due at all.
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { openDesks } from "#bench/tickets/desks";
import type { Instance } from "#scripts/local/instance";

const HOUR_MS = 3_600_000;
/** As many requests are under way at most; who is late waits for one, and the wait is part of what it took. */
const CONNECTIONS = 64;
const SETTLED_WITHIN_MS = 120_000;

export interface ThroughputFigure {
  readonly asked: number;
  readonly acknowledged: number;
  readonly tookMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Acknowledged and not in D1. */
  readonly lost: number;
  /** In D1 with a due time, and without a timer at that version in their team's queue. */
  readonly withoutTimer: number;
  /** Since the last answer, until the queues had taken all. */
  readonly settledMs: number;
  /** Why some were not acknowledged, and how many. */
  readonly failures: ReadonlyMap<string, number>;
}

const answer = z.object({ ticket: z.object({ id: z.string() }) });

export async function measureThroughput(
  instance: Instance,
  { ratePerSecond, seconds }: { readonly ratePerSecond: number; readonly seconds: number },
): Promise<ThroughputFigure> {
  const desks = await openDesks(instance, ratePerSecond);
  const [ids, latencies]: [string[], number[]] = [[], []];
  const run = `b${Date.now()}`;
  const beganMs = performance.now();
  const asked = ratePerSecond * seconds;
  const make = async (index: number, askedMs: number) => {
    const dueAtMs = index % 2 === 0 ? Date.now() + 24 * HOUR_MS : undefined;
    const body = {
      clientId: `${run}-${index}`,
      subject: `Ticket ${index}`,
      inboxId: "web",
      type: "complaint",
      dueAtMs,
    };
    const headers = desks[index % desks.length] ?? {};
    const made = await fetch(`${instance.url}/api/v1/tickets`, { method: "POST", headers, body: JSON.stringify(body) });
    if (made.status !== 201) throw new Error(`answered ${made.status}`);
    ids.push(answer.parse(await made.json()).ticket.id);
    latencies.push(performance.now() - askedMs);
  };
  const failures = new Map<string, number>();
  let next = 0;
  const sender = async () => {
    for (let index = next++; index < asked; index = next++) {
      const dueMs = beganMs + (index * 1_000) / ratePerSecond;
      const earlyMs = dueMs - performance.now();
      if (earlyMs > 0) await wait(earlyMs);
      try {
        await make(index, dueMs);
      } catch (error) {
        count(failures, reasonOf(error));
      }
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, sender));
  const tookMs = performance.now() - beganMs;
  const settledMs = await settled(instance);
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  const figures = { asked, acknowledged: ids.length, tookMs, p50Ms: at(0.5), p99Ms: at(0.99), settledMs, failures };
  return { ...figures, ...kept(instance, ids) };
}

function count(failures: Map<string, number>, reason: string): void {
  failures.set(reason, (failures.get(reason) ?? 0) + 1);
}

/** Of what `fetch` throws the cause says more. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/** Waits until no queue is owed anything of a ticket. */
async function settled(instance: Instance): Promise<number> {
  const beganMs = performance.now();
  const d1 = d1Of(instance);
  const owed = d1.prepare("SELECT count(*) AS n FROM d1_outbox WHERE kind = 'ticket.changed'");
  while (Number(owed.get()?.n) > 0 && performance.now() - beganMs < SETTLED_WITHIN_MS) await wait(100);
  return performance.now() - beganMs;
}

function kept(instance: Instance, ids: readonly string[]) {
  const ticket = d1Of(instance).prepare(
    "SELECT version, due_at_ms IS NOT NULL OR sla_due_at_ms IS NOT NULL AS is_due FROM tickets WHERE id = ?",
  );
  const queues = filesOf(join(instance.dataDir, "v3/do/edgedesk-QueueActor")).filter((db) =>
    hasTable(db, "ticket_timers"),
  );
  const timers = queues.map((db) =>
    db.prepare("SELECT version FROM ticket_timers WHERE ticket_id = ? AND moment = 'breach'"),
  );
  let [lost, withoutTimer] = [0, 0];
  for (const id of ids) {
    const row = ticket.get(id);
    if (row === undefined) lost += 1;
    else if (row.is_due === 1 && !timers.some((timer) => timer.get(id)?.version === row.version)) withoutTimer += 1;
  }
  return { lost, withoutTimer };
}

function d1Of({ dataDir }: Instance): DatabaseSync {
  const found = filesOf(join(dataDir, "v3/d1/miniflare-D1DatabaseObject")).find((db) => hasTable(db, "tickets"));
  if (found === undefined) throw new Error("no D1 database in the instance's folder");
  return found;
}

function filesOf(folder: string): DatabaseSync[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(".sqlite") && name !== "metadata.sqlite");
  return files.map((name) => new DatabaseSync(join(folder, name), { readOnly: true }));
}

function hasTable(db: DatabaseSync, name: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE name = ?").get(name) !== undefined;
}
