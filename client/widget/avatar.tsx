/** @jsxImportSource preact */
import type { Actor } from "#protocol/vocabulary";
import { Icon } from "./icon.tsx";

/** As many as the style sheet has. */
const TINTS = 6;

/** A face for somebody: the initials of their name; a bot and a team that nobody stands for yet have a glyph. */
export function Avatar({ by, here = false }: { by: Pick<Actor, "id" | "name" | "type"> | undefined; here?: boolean }) {
  const initials = by?.type === "bot" ? "" : initialsOf(by?.name ?? "");
  return (
    <span class={`avatar tint-${tintOf(by?.id ?? "")}`} aria-hidden="true">
      {initials || <Icon name={by?.type === "bot" ? "bot" : "chat"} size={16} />}
      {here && <i class="here" />}
    </span>
  );
}

/** Two letters of a name in words, one sign of a name in Chinese. */
function initialsOf(name: string): string {
  const words = name
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .trim()
    .split(/\s+/);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  const [a = ""] = first;
  const [b = ""] = /\p{Script=Han}/u.test(a + last) ? "" : last;
  return (a + b).toUpperCase();
}

/** The same person has the same colour everywhere. */
function tintOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9_973;
  return (sum % TINTS) + 1;
}
