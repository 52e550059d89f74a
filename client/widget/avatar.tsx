/** @jsxImportSource preact */
import { initialsOf, tintOf } from "#client/lib/face.ts";
import type { Actor } from "#protocol/vocabulary";
import { Icon } from "./icon.tsx";

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
