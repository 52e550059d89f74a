/** @jsxImportSource preact */
import type { Actor } from "#protocol/vocabulary";
import { Icon } from "./icon.tsx";

const TINTS = 6;

/** A face for somebody: the first letter of their name on a tint that stays theirs; a bot has its glyph. */
export function Avatar({ by }: { by: Actor | undefined }) {
  if (!by || by.type === "bot" || by.name === "") {
    return (
      <span class="avatar tint-5" aria-hidden="true">
        <Icon name={by?.type === "bot" ? "bot" : "chat"} size={16} />
      </span>
    );
  }
  const tint = [...by.id].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % TINTS;
  return (
    <span class={`avatar tint-${tint + 1}`} aria-hidden="true">
      {[...by.name][0]?.toUpperCase()}
    </span>
  );
}
