/** Listens for the keys of the table, but never while somebody types or a dialog or menu is open. */
import { useEffect, useRef } from "react";
import { useCommands } from "./commands.tsx";
import { hear, pressName } from "./keys.ts";

/** A sequence that is not gone on with is forgotten. */
const PENDING_MS = 1_200;
/** A box that is ticked takes no letters. */
const TYPING =
  'input:not([type="checkbox"]), textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"], [role="combobox"]';
const DIALOG = '[role="dialog"][aria-modal="true"]';
const ABOVE = '[role="dialog"], [role="menu"], [role="listbox"]';
/** Keys that mean something of their own wherever the focus is, except in the list. */
const LIST_ONLY: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "Enter"]);

export function useShortcuts(): void {
  const commands = useCommands();
  const pending = useRef<{ readonly name: string; readonly untilMs: number }>(undefined);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const name = event.defaultPrevented ? undefined : pressName(event);
      if (name === undefined) return;
      const target = event.target instanceof Element ? event.target : document.body;
      // The palette opens from everywhere but a dialog, also out of a field.
      const isForPalette = name === "mod+k";
      if (target.closest(TYPING) !== null && !isForPalette) return;
      if (isShown(isForPalette ? DIALOG : ABOVE)) return;
      if (LIST_ONLY.has(name) && target.closest('[data-testid="list-scroll"]') === null) return;
      // A focused link or button takes Enter itself.
      if (name === "Enter") return;
      const before = pending.current;
      const { command, pending: begun } = hear(name, before && before.untilMs > Date.now() ? before.name : undefined);
      pending.current = begun === undefined ? undefined : { name: begun, untilMs: Date.now() + PENDING_MS };
      if (command !== undefined && commands.run(command)) event.preventDefault();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [commands]);
}

/** Some menus stay in the page while they are closed. */
function isShown(selector: string): boolean {
  return [...document.querySelectorAll(selector)].some((element) => element.checkVisibility());
}
