/** What agents did in a conversation, by quarters of an hour: its lines in, counts out. Pure. */
import { z } from "zod";

export const QUARTER_MS = 15 * 60_000;
/** Marketplaces ask for an answer within this time. */
const QUICK_MS = 3 * 60_000;

/** A line of a conversation, as far as work goes: automatic replies, the bot's and notes are none. */
export type WorkLine =
  | { readonly by: "customer" | "end"; readonly atMs: number }
  | { readonly by: "agent"; readonly agentId: string; readonly atMs: number; readonly isFirst: boolean };

export const workRow = z.object({
  agentId: z.string(),
  quarterMs: z.int(),
  messages: z.int(),
  answers: z.int(),
  quickAnswers: z.int(),
  firstResponseMs: z.int().optional(),
  resolved: z.int(),
});
export type WorkRow = z.infer<typeof workRow>;

export function quarterOf(atMs: number): number {
  return Math.floor(atMs / QUARTER_MS) * QUARTER_MS;
}

/**
 * Counts of whole quarters, from one on: what came before tells only since when the customer waits and who answered last.
 * @param lines in order
 */
export function workOf(lines: readonly WorkLine[], fromQuarterMs: number): WorkRow[] {
  const rows = new Map<string, WorkRow>();
  let waitsSinceMs: number | undefined;
  let lastAgentId: string | undefined;
  const count = (agentId: string, atMs: number, change: (row: WorkRow) => WorkRow) => {
    const quarterMs = quarterOf(atMs);
    if (quarterMs < fromQuarterMs) return;
    const key = `${quarterMs} ${agentId}`;
    const none = { agentId, quarterMs, messages: 0, answers: 0, quickAnswers: 0, resolved: 0 };
    rows.set(key, change(rows.get(key) ?? none));
  };
  for (const line of lines) {
    if (line.by === "customer") waitsSinceMs ??= line.atMs;
    else if (line.by === "agent") {
      const { agentId, atMs, isFirst } = line;
      const waitedMs = waitsSinceMs === undefined ? undefined : Math.max(0, atMs - waitsSinceMs);
      count(agentId, atMs, (row) => answered(row, waitedMs, isFirst));
      waitsSinceMs = undefined;
      lastAgentId = agentId;
    } else {
      if (lastAgentId !== undefined) count(lastAgentId, line.atMs, (row) => ({ ...row, resolved: row.resolved + 1 }));
      waitsSinceMs = undefined;
    }
  }
  return [...rows.values()];
}

function answered(row: WorkRow, waitedMs: number | undefined, isFirst: boolean): WorkRow {
  const counted = { ...row, messages: row.messages + 1 };
  if (waitedMs === undefined) return counted;
  return {
    ...counted,
    answers: row.answers + 1,
    quickAnswers: row.quickAnswers + (waitedMs <= QUICK_MS ? 1 : 0),
    ...(isFirst ? { firstResponseMs: waitedMs } : {}),
  };
}
