/** Everything that a key or the palette can do: the keyboard, the help sheet and the palette read this one table. */
import type { IconName } from "#client/console/theme/icon.tsx";

export const COMMAND_GROUPS = ["everywhere", "list", "thread", "ticket", "go", "self"] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

interface Row {
  readonly id: string;
  readonly group: CommandGroup;
  readonly icon: IconName;
  /** Presses one after the other; `mod` is Ctrl, on a Mac ⌘. More than one way may lead to it. */
  readonly keys?: readonly string[];
  /** A step within a list or what opens the palette itself: nothing that one would look for there. */
  readonly isKeyOnly?: true;
}

export const COMMANDS = [
  { id: "palette", group: "everywhere", icon: "search", keys: ["mod+k"], isKeyOnly: true },
  { id: "search", group: "everywhere", icon: "search", keys: ["/"] },
  { id: "help", group: "everywhere", icon: "keyboard", keys: ["?"] },
  { id: "next", group: "list", icon: "down", keys: ["j", "ArrowDown"], isKeyOnly: true },
  { id: "previous", group: "list", icon: "up", keys: ["k", "ArrowUp"], isKeyOnly: true },
  { id: "open", group: "list", icon: "chat", keys: ["Enter"], isKeyOnly: true },
  { id: "select", group: "list", icon: "checks", keys: ["x"], isKeyOnly: true },
  { id: "accept", group: "thread", icon: "hand", keys: ["a"] },
  { id: "reply", group: "thread", icon: "chat", keys: ["r"] },
  { id: "note", group: "thread", icon: "lock", keys: ["n"] },
  { id: "resolve", group: "thread", icon: "check", keys: ["e"] },
  { id: "reopen", group: "thread", icon: "reopen", keys: ["o"] },
  { id: "snooze", group: "thread", icon: "clock", keys: ["z"] },
  { id: "transfer", group: "thread", icon: "transfer", keys: ["t"] },
  { id: "assign", group: "thread", icon: "person", keys: ["s"] },
  { id: "ticket", group: "thread", icon: "ticket" },
  { id: "customer", group: "thread", icon: "panel", keys: ["c"] },
  { id: "goToday", group: "go", icon: "checks", keys: ["g d"] },
  { id: "setStatus", group: "ticket", icon: "ticket", keys: ["u"] },
  { id: "priorityLow", group: "ticket", icon: "flag", keys: ["1"] },
  { id: "priorityNormal", group: "ticket", icon: "flag", keys: ["2"] },
  { id: "priorityHigh", group: "ticket", icon: "flag", keys: ["3"] },
  { id: "priorityUrgent", group: "ticket", icon: "flag", keys: ["4"] },
  { id: "goMine", group: "go", icon: "inbox", keys: ["g i"] },
  { id: "goQueue", group: "go", icon: "hand", keys: ["g q"] },
  { id: "goTeam", group: "go", icon: "people", keys: ["g t"] },
  { id: "goAll", group: "go", icon: "list", keys: ["g a"] },
  { id: "goFlagged", group: "go", icon: "flag", keys: ["g f"] },
  { id: "goTickets", group: "go", icon: "ticket", keys: ["g k"] },
  { id: "goSettings", group: "go", icon: "settings", keys: ["g s"] },
  { id: "online", group: "self", icon: "person" },
  { id: "busy", group: "self", icon: "pause" },
  { id: "offline", group: "self", icon: "offline" },
  { id: "themeLight", group: "self", icon: "sun" },
  { id: "themeDark", group: "self", icon: "moon" },
  { id: "themeAuto", group: "self", icon: "screen" },
  { id: "english", group: "self", icon: "web" },
  { id: "chinese", group: "self", icon: "web" },
  { id: "signOut", group: "self", icon: "signOut" },
] as const satisfies readonly Row[];

export type Command = (typeof COMMANDS)[number];
export type CommandId = Command["id"];

/** The ways to a command; none for one that only the palette has. */
export function keysOf(command: Command): readonly string[] {
  return "keys" in command ? command.keys : [];
}
