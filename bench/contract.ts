/** What the runner tells the generator process, and what comes back; checked on both sides of the process boundary. */
import { z } from "zod";

export const targetName = z.enum(["edgedesk", "before", "relay", "socket.io"]);
export type TargetName = z.infer<typeof targetName>;
/** Edgedesk as it is, or as it was at the commit that `--before` names. */
export function isEdgedesk(target: TargetName): boolean {
  return target === "edgedesk" || target === "before";
}

export const task = z.object({
  target: targetName,
  baseUrl: z.url(),
  stateDir: z.string().min(1),
  /** Conversations: one customer's and one agent's socket each. */
  lanes: z.int().min(1),
  warmUpSeconds: z.number().min(0),
  seconds: z.number().positive(),
  /** Makes the texts of this run recognisable. */
  token: z.string().regex(/^[0-9a-f]{8}$/),
});
export type Task = z.infer<typeof task>;

const latencies = z.object({ p50Ms: z.number(), p95Ms: z.number(), p99Ms: z.number(), maxMs: z.number() });

/** What Edgedesk alone does after the last acknowledgement. */
const settlement = z.object({
  /** From the last acknowledgement until D1 shows every actor's last seq. */
  drainMs: z.number(),
  /** The last seq that each actor itself answers to `sync`, by conversation. */
  lastSeqs: z.record(z.string(), z.int()),
});
export type Settlement = z.infer<typeof settlement>;

export const report = z.object({
  ratePerSecond: z.number(),
  latencies,
  /** Messages stored, warm-up included: each of them was read back once and in order. */
  messages: z.int(),
  /** Share of its core that the generator used within the window. */
  generatorCpu: z.number(),
  /** Frames other than messages that the generator saw or sent: evidence that receipts and feed were on. */
  frames: z.record(z.string(), z.int()),
  settlement: settlement.optional(),
});
export type Report = z.infer<typeof report>;

export const generatorEvent = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("load.started") }),
  z.object({ kind: z.literal("window.opened") }),
  z.object({ kind: z.literal("window.closed") }),
  z.object({ kind: z.literal("report"), report }),
]);
export type GeneratorEvent = z.infer<typeof generatorEvent>;
