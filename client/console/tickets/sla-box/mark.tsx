import { Icon } from "#client/console/theme/icon.tsx";
import classes from "./sla-box.module.css";

export type Look =
  | { readonly shape: "ring"; readonly state: "calm" | "soon"; readonly percent: number }
  | { readonly shape: "over" | "check" | "pause" | "dashed" | "escalate" };

const LARGE_RING = { r: 6.75, strokeWidth: 1.5 };
const SMALL_RING = { r: 6, strokeWidth: 2.5 };

/** Decoration: each state has a shape of its own, and its words stand beside it. */
export function Mark({ look, isLarge = false }: { look: Look; isLarge?: boolean }) {
  const { shape } = look;
  if (!isLarge && (shape === "check" || shape === "pause" || shape === "escalate"))
    return (
      <span className={classes.mark} data-shape={shape}>
        <Icon name={shape} size={14} />
      </span>
    );
  const ring = isLarge ? LARGE_RING : SMALL_RING;
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={classes.mark}
      data-shape={shape}
      data-large={isLarge || undefined}
    >
      {shape === "ring" && (
        <g transform="rotate(-90 8 8)" data-state={look.state}>
          <circle cx="8" cy="8" {...ring} className={classes.track} />
          <circle
            {...{ cx: 8, cy: 8, ...ring, pathLength: 100 }}
            strokeDasharray={`${look.percent} 100`}
            className={classes.arc}
          />
        </g>
      )}
      {shape === "over" && (
        <>
          <circle cx="8" cy="8" r="7" className={classes.overFill} />
          <path d="M8 4.5v4M8 11h.01" className={classes.overSign} />
        </>
      )}
      {shape === "dashed" && (
        <circle cx="8" cy="8" r={ring.r} strokeWidth={1.5} strokeDasharray="2.5 2.2" className={classes.line} />
      )}
      {shape === "check" && (
        <>
          <circle cx="8" cy="8" {...ring} className={classes.done} />
          <path d="M5.2 8.2l1.9 1.9 3.7-4.1" className={classes.done} strokeWidth={1.5} />
        </>
      )}
      {shape === "pause" && (
        <>
          <circle cx="8" cy="8" {...ring} className={classes.line} />
          <path d="M6.7 6v4M9.3 6v4" className={classes.line} strokeWidth={1.5} />
        </>
      )}
    </svg>
  );
}
