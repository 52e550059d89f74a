/** @jsxImportSource preact */
import type { Actor } from "#protocol/vocabulary";
import { Icon } from "./icon.tsx";

/** A face for somebody: the first letter of their name; a bot and a team that nobody stands for yet have a glyph. */
export function Avatar({ by }: { by: Actor | undefined }) {
  const initial = by?.type === "bot" ? undefined : [...(by?.name ?? "")][0];
  return (
    <span class="avatar" aria-hidden="true">
      {initial?.toUpperCase() ?? <Icon name={by?.type === "bot" ? "bot" : "chat"} size={16} />}
    </span>
  );
}
