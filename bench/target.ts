/** What the generator needs of a server; three small files implement it. */
import type { Settlement } from "./contract.ts";

/** Where a target tells what arrived. A lane is a conversation, numbered from 0. */
interface Arrivals {
  customerGot(lane: number, content: string): void;
  agentGot(lane: number, content: string): void;
  /** The run is void: a connection was lost or the server refused something. */
  fail(reason: string): void;
}

export interface TargetContext {
  readonly baseUrl: string;
  readonly stateDir: string;
  readonly lanes: number;
  readonly arrivals: Arrivals;
  /** The text of a lane's message. */
  bodyOf(lane: number, index: number): string;
  /** A text with the run's markers, for fields other than messages (a customer's name). */
  readonly personalText: string;
}

/** A server with all its lanes connected. */
export interface Target {
  /** How many of each lane's texts were sent to set it up. */
  readonly alreadySent: number;
  /** Sends as the lane's customer. */
  send(lane: number, content: string): void;
  /** All customer's texts of a lane that the server keeps, oldest first, read back over HTTP. */
  history(lane: number): Promise<readonly string[]>;
  /** Waits until the server has nothing left to do; `sinceMs` is `performance.now()` of the last acknowledgement. */
  settle?(sinceMs: number): Promise<Settlement>;
  readonly frames: Readonly<Record<string, number>>;
  close(): void;
}

export type OpenTarget = (context: TargetContext) => Promise<Target>;

/** Runs `work` for 0 to count − 1, at most `width` at once, in order of start; results by number. */
export async function inParallel<T>(count: number, width: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const index = next++;
      results[index] = await work(index);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
  return results;
}
