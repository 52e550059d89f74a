/** From presses of keys to commands: single keys and sequences like "g i". */
import { COMMANDS, type CommandId, keysOf } from "./table.ts";

/** A press, as far as it matters here. */
export interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** An input method is at work: keys are its own. */
  readonly isComposing: boolean;
  readonly keyCode: number;
}

const SEQUENCES: ReadonlyMap<string, CommandId> = new Map(
  COMMANDS.flatMap((command) => keysOf(command).map((keys): [string, CommandId] => [keys, command.id])),
);
const BEGINNINGS: ReadonlySet<string> = new Set(
  [...SEQUENCES.keys()].filter((keys) => keys.includes(" ")).map((keys) => keys.slice(0, keys.indexOf(" "))),
);

/** @returns how the table writes it; undefined for a press that means nothing here */
export function pressName({ key, ctrlKey, metaKey, altKey, isComposing, keyCode }: Press): string | undefined {
  // Safari ends the composition first and reports 229 for the key that ended it.
  if (isComposing || keyCode === 229 || altKey) return undefined;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return ctrlKey || metaKey ? `mod+${name}` : name;
}

export interface Heard {
  readonly command?: CommandId;
  /** What a sequence has begun with. */
  readonly pending?: string;
}

/** @param pending what was pressed before, if a sequence may go on from there */
export function hear(name: string, pending: string | undefined): Heard {
  const inSequence = pending === undefined ? undefined : SEQUENCES.get(`${pending} ${name}`);
  const command = inSequence ?? SEQUENCES.get(name);
  if (command !== undefined) return { command };
  return BEGINNINGS.has(name) ? { pending: name } : {};
}

/** Presses as a reader sees them on their keyboard: one list of caps for each press. */
export function caps(keys: string, isMac: boolean): string[][] {
  const names: Record<string, string> = { mod: isMac ? "⌘" : "Ctrl", ArrowDown: "↓", ArrowUp: "↑" };
  return keys
    .split(" ")
    .map((press) => press.split("+").map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key)));
}
