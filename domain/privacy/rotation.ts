/**
 * The rules of a rotation: a key was put in front of the ring, and all that names another one is moved over while
 * everything goes on. It is done in steps, each of which can be repeated; what could not be done is tried again in another
 * pass, until nothing is left.
 */

import { KEY_RINGS, type KeyRingName } from "#protocol/constants";

export const ROTATED_KEYS = KEY_RINGS;
export type RotatedKeys = KeyRingName;

/** `waiting` comes before each pass; the others in the order of {@link STAGES_OF}. */
export const ROTATION_STAGES = [
  "waiting",
  "data-keys",
  "conversations",
  "agents",
  "contacts",
  "words",
  "old-words",
] as const;
export type RotationStage = (typeof ROTATION_STAGES)[number];

/** `superseded`: another key was put in front before it was through. */
export const ROTATION_OUTCOMES = ["finished", "superseded"] as const;
export type RotationOutcome = (typeof ROTATION_OUTCOMES)[number];

/**
 * Copies after what they are made of: an agent's rows come from conversations, theirs from D1. Old words go once none of
 * them is needed to find anything.
 */
const STAGES_OF = {
  data: ["data-keys", "conversations", "agents"],
  "blind-index": ["contacts", "words", "old-words"],
} as const satisfies Record<RotatedKeys, readonly RotationStage[]>;

export interface Rotation {
  readonly id: string;
  readonly keys: RotatedKeys;
  readonly keyId: string;
  readonly stage: RotationStage;
  readonly cursor: string;
  readonly step: number;
  readonly passes: number;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly unopenable: Readonly<Record<string, number>>;
  readonly startedAtMs: number;
  readonly nextStepAtMs: number;
  readonly endedAtMs: number | undefined;
  readonly outcome: RotationOutcome | undefined;
}

/** What one step came to. */
export interface StepResult {
  /** Where the stage goes on; absent: it is through. */
  readonly cursor?: string | undefined;
  readonly done: number;
  /** To be tried again in another pass. */
  readonly failed: number;
  readonly unopenable?: Readonly<Record<string, number>>;
}

/** A step that nobody has done by then was lost with whoever had it. */
export const STEP_LEASE_MS = 15_000;
const FIRST_PASS_WAIT_MS = 30_000;
const LONGEST_PASS_WAIT_MS = 60 * 60_000;
const RETRY_UNOPENABLE_MS = 24 * 60 * 60_000;

/** A pass begins. @param total how much there is to go through */
export function beginPass(rotation: Rotation, total: number, nowMs: number): Rotation {
  return {
    ...nextStep(rotation, nowMs),
    stage: STAGES_OF[rotation.keys][0],
    cursor: "",
    passes: rotation.passes + 1,
    total,
    done: 0,
    failed: 0,
    unopenable: {},
  };
}

/** A step was done. */
export function advance(rotation: Rotation, result: StepResult, nowMs: number): Rotation {
  const counted = {
    ...nextStep(rotation, nowMs),
    done: rotation.done + result.done,
    failed: rotation.failed + result.failed,
    unopenable: sum(rotation.unopenable, result.unopenable ?? {}),
  };
  if (result.cursor !== undefined) return { ...counted, cursor: result.cursor };
  const stages: readonly RotationStage[] = STAGES_OF[rotation.keys];
  const next = stages[stages.indexOf(rotation.stage) + 1];
  if (next === "old-words" && counted.failed > 0) return waitForNextPass(counted, nowMs);
  if (next !== undefined) return { ...counted, stage: next, cursor: "" };
  return counted.failed > 0 ? waitForNextPass(counted, nowMs) : end(counted, "finished", nowMs);
}

export function end(rotation: Rotation, outcome: RotationOutcome, nowMs: number): Rotation {
  return { ...rotation, step: rotation.step + 1, endedAtMs: nowMs, outcome };
}

/**
 * Whether everything is to be gone through: a key was put in front since that was done last, or something still names
 * another key that the ring has. The blind index is gone through once in any case: what is older than it has no entries.
 * @param latest the last rotation of these keys, running or not
 * @param keyIds of the ring, the current one first
 * @param namedKeyIds which something in D1 names
 */
export function needsRotation(
  keys: RotatedKeys,
  latest: Rotation | undefined,
  keyIds: readonly string[],
  namedKeyIds: readonly string[],
  nowMs: number,
): boolean {
  const [currentKeyId, ...older] = keyIds;
  if (latest === undefined) return older.length > 0 || keys === "blind-index";
  if (latest.endedAtMs === undefined) return false;
  const isDone = latest.keyId === currentKeyId && latest.outcome === "finished";
  if (!isDone) return older.length > 0;
  // What did not open the last time will not open the next minute.
  const isTriedAgain = nowMs >= latest.endedAtMs + RETRY_UNOPENABLE_MS;
  return older.some((id) => namedKeyIds.includes(id) && (isTriedAgain || (latest.unopenable[id] ?? 0) === 0));
}

function nextStep(rotation: Rotation, nowMs: number): Rotation {
  return { ...rotation, step: rotation.step + 1, nextStepAtMs: nowMs + STEP_LEASE_MS };
}

/** What fails again and again is tried less and less often. */
function waitForNextPass(rotation: Rotation, nowMs: number): Rotation {
  const waitMs = Math.min(LONGEST_PASS_WAIT_MS, FIRST_PASS_WAIT_MS * 2 ** Math.min(rotation.passes - 1, 10));
  return { ...rotation, stage: "waiting", cursor: "", nextStepAtMs: nowMs + waitMs };
}

function sum(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): Record<string, number> {
  const total: Record<string, number> = { ...a };
  for (const [key, count] of Object.entries(b)) total[key] = (total[key] ?? 0) + count;
  return total;
}
