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

/** Names in these are known by one sign. */
const ONE_SIGN = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Two letters of a name in words, one sign of a name in Chinese; as the console has them. */
export function initialsOf(name: string): string {
  const [first = "", ...others] = name.replace(/[^\p{L}\p{N}\s]/gu, "").match(/\S+/g) ?? [];
  const last = ONE_SIGN.test(first) ? "" : others.filter((word) => /^\p{L}/u.test(word) && !ONE_SIGN.test(word)).at(-1);
  const [a = ""] = first;
  const [b = ""] = last ?? "";
  return (a + b).toUpperCase();
}

/** The same person has the same colour everywhere. */
function tintOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9_973;
  return (sum % TINTS) + 1;
}
