/**
 * The notation of scenes. A line begins with who has it and a space: `c` the customer, `a` whoever has the conversation,
 * `n` a note of theirs, `m` a note of a colleague for them, `>` a transfer to after-sales with its reason. ` | ` parts
 * wordings of which one is taken, `~3h` (`~20m`) behind the letter says how long the line takes to come, and
 * `{order} {product} {name} {colleague}` are filled in.
 */
import type { OrderStatus } from "#protocol/constants";
import { pick, type Random } from "./random.ts";

export interface Scene {
  readonly topic: string;
  /** It is about an order that stands so; absent: about none. */
  readonly order?: readonly OrderStatus[];
  /** Where it ends up, if not where it began. */
  readonly team?: "after-sales";
  readonly script: string;
}

export type Part = "c" | "a" | "n" | "m" | ">";

export interface ScriptLine {
  readonly part: Part;
  readonly text: string;
  /** If the script says how long it takes to come. */
  readonly afterMs: number | undefined;
}

const LINE = /^(?<part>[canm>])(?:~(?<amount>\d+)(?<unit>[mh]))? (?<wordings>.+)$/u;
const UNIT_MS = { m: 60_000, h: 3_600_000 } as const;

/** @throws SyntaxError for a line that is none */
export function linesOf(scene: Scene, random: Random): ScriptLine[] {
  return scene.script
    .trim()
    .split("\n")
    .map((line) => {
      const { part, amount, unit, wordings } = LINE.exec(line)?.groups ?? {};
      if (!isPart(part) || wordings === undefined) throw new SyntaxError(`${scene.topic}: ${line}`);
      const afterMs = amount === undefined ? undefined : Number(amount) * UNIT_MS[unit === "h" ? "h" : "m"];
      return { part, text: pick(random, wordings.split(" | ")), afterMs };
    });
}

function isPart(part: string | undefined): part is Part {
  return part !== undefined && /^[canm>]$/.test(part);
}

export interface Filling {
  readonly order: string;
  readonly product: string;
  /** How the customer is spoken to. */
  readonly name: string;
  readonly colleague: string;
}

export function filled(text: string, filling: Filling): string {
  return text.replace(/\{(order|product|name|colleague)\}/g, (_, slot: keyof Filling) => filling[slot]);
}
