/** Which key sends. Pure. */
import type { SendKey } from "#protocol/constants";

type Key = Pick<KeyboardEvent, "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey" | "isComposing" | "keyCode">;

/** Safari ends a composition first and reports the key that did so after it, as this. */
const COMPOSED_KEY_CODE = 229;

/** While an input method composes, its keys are its own: Enter takes its candidate, arrows choose among them. */
export function isComposing({ isComposing: composes, keyCode }: Pick<Key, "isComposing" | "keyCode">): boolean {
  return composes || keyCode === COMPOSED_KEY_CODE;
}

/** Whether this key sends; other Enters break the line. */
export function sends(key: Key, sendKey: SendKey): boolean {
  if (key.key !== "Enter" || isComposing(key) || key.shiftKey || key.altKey) return false;
  return sendKey === "enter" || key.ctrlKey || key.metaKey;
}

/** The key beside Enter, as this computer's keyboard writes it. */
export function modName(platform: string): string {
  return /mac|iphone|ipad/i.test(platform) ? "⌘" : "Ctrl";
}
