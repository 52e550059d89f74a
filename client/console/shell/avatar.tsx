import { initialsOf, tintOf } from "#client/lib/face.ts";
import classes from "./avatar.module.css";

/**
 * Initials on the person's tint. Decoration: the name stands beside it, and the style draws them, so that a button with this
 * face does not seem to be called by them.
 */
export function Avatar({ id, name, size = 32 }: { id: string; name: string; size?: 20 | 24 | 28 | 32 }) {
  return (
    <span
      className={classes.avatar}
      data-size={size}
      style={{ background: `var(--tint-${tintOf(id)})` }}
      data-initials={initialsOf(name) || "?"}
      aria-hidden="true"
    />
  );
}
