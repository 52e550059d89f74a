/**
 * The messages that the model learns from. A line is a message; `{a|b}` in it stands for one of these and `<name>` for one of the
 * values of that slot, so that a line may become several. A line `= insult lawyer` says of which signs those below it are.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Draw, drawsOf } from "#bench/exceptions/training/draws";
import { hashOf } from "#worker/local-ai/exceptions/hash";

export interface TrainingMessage {
  readonly text: string;
  /** None of a message that is no exception. */
  readonly signs: readonly string[];
  /** Messages of one line are of one group. */
  readonly group: number;
  /** Of all messages of a line together it is one line's. */
  readonly weight: number;
}

/** At most so many messages are made of a line. */
const MOST_OF_A_LINE = 6;

/** @param language a folder beside this file */
export function corpusOf(language: string): TrainingMessage[] {
  const folder = join(import.meta.dirname, language);
  const slots = slotsOf(readFileSync(join(folder, "slots.txt"), "utf8"));
  return readdirSync(folder)
    .filter((name) => name !== "slots.txt")
    .toSorted()
    .flatMap((name) => messagesOf(readFileSync(join(folder, name), "utf8"), slots));
}

type Slots = ReadonlyMap<string, readonly string[]>;

/** Lines `name: value | value`. */
export function slotsOf(source: string): Slots {
  return new Map(
    linesOf(source).map((line) => {
      const [name = "", values = ""] = line.split(/:(.*)/s);
      return [name.trim(), values.split("|").map((value) => value.trim())];
    }),
  );
}

export function messagesOf(source: string, slots: Slots): TrainingMessage[] {
  let signs: readonly string[] = [];
  return linesOf(source).flatMap((line) => {
    if (line.startsWith("=")) {
      signs = line
        .slice(1)
        .trim()
        .split(" ")
        .filter((sign) => sign !== "none");
      return [];
    }
    const group = hashOf(line);
    const texts = expanded(line, slots, drawsOf(group));
    return texts.map((text) => ({ text, signs, group, weight: 1 / Math.sqrt(texts.length) }));
  });
}

function expanded(line: string, slots: Slots, draw: Draw): string[] {
  if (/\{[^}]*\{/.test(line)) throw new Error(`a choice within a choice: ${line}`);
  const choices = (line.match(/\{|</g) ?? []).length;
  const count = choices === 0 ? 1 : Math.min(MOST_OF_A_LINE, 2 * choices);
  return [...new Set(Array.from({ length: count }, () => filled(line, slots, draw)))];
}

function filled(line: string, slots: Slots, draw: Draw): string {
  return line
    .replace(/\{([^{}]*)\}/g, (_, choices: string) => pick(choices.split("|"), draw))
    .replace(/<(\w+)>/g, (whole, name: string) => {
      const values = slots.get(name);
      if (values === undefined) throw new Error(`no slot ${whole} in: ${line}`);
      return pick(values, draw);
    })
    .replace(/#/g, () => String(Math.floor(draw() * 9) + 1));
}

const pick = (of: readonly string[], draw: Draw) => of[Math.floor(draw() * of.length)] ?? "";

function linesOf(source: string): string[] {
  return source
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
