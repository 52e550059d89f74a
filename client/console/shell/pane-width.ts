/** How wide panes are: within what makes sense, and as they were left. */

/** Pixels. */
export interface PaneRange {
  readonly min: number;
  readonly max: number;
  readonly usual: number;
}

export const LIST_PANE: PaneRange = { min: 260, max: 480, usual: 320 };
export const CONTEXT_PANE: PaneRange = { min: 280, max: 520, usual: 340 };

const STEP_PX = 16;

/** @returns the width that was kept, if it is one */
export function readWidth(kept: string | undefined, { min, max, usual }: PaneRange): number {
  const width = Number(kept ?? Number.NaN);
  return Number.isFinite(width) && width >= min && width <= max ? Math.round(width) : usual;
}

/** @param sign 1 if the pane grows to the right, -1 if to the left. @returns undefined for a key that moves nothing */
export function keyedWidth(key: string, width: number, { min, max }: PaneRange, sign: 1 | -1): number | undefined {
  switch (key) {
    case "ArrowRight":
      return clamp(width + sign * STEP_PX, min, max);
    case "ArrowLeft":
      return clamp(width - sign * STEP_PX, min, max);
    case "Home":
      return min;
    case "End":
      return max;
    default:
      return undefined;
  }
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(max, value));
}
