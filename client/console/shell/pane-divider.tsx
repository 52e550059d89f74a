import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import classes from "./pane-divider.module.css";
import { keyedWidth, type PaneRange } from "./pane-width.ts";

export interface PaneDividerProps {
  readonly label: string;
  readonly widthPx: number;
  readonly range: PaneRange;
  /** On which side of the line the pane lies whose width it is. */
  readonly paneIs: "before" | "after";
  readonly onWidth: (widthPx: number) => void;
  readonly testId: string;
}

/** The line between two panes: dragged, or moved with arrow keys, Home and End; a double click puts it back. */
export function PaneDivider({ label, widthPx, range, paneIs, onWidth, testId }: PaneDividerProps) {
  const drag = useRef<{ readonly fromX: number; readonly fromPx: number }>(undefined);
  const sign = paneIs === "before" ? 1 : -1;
  const set = (next: number) => onWidth(Math.round(Math.max(range.min, Math.min(range.max, next))));

  function onPointerDown(event: PointerEvent<HTMLHRElement>) {
    if (event.button !== 0) return;
    drag.current = { fromX: event.clientX, fromPx: widthPx };
    event.currentTarget.setPointerCapture(event.pointerId);
  }
  function onPointerMove(event: PointerEvent) {
    const { current } = drag;
    if (current !== undefined) set(current.fromPx + sign * (event.clientX - current.fromX));
  }
  function onKeyDown(event: KeyboardEvent) {
    const next = keyedWidth(event.key, widthPx, range, sign);
    if (next === undefined) return;
    event.preventDefault();
    set(next);
  }
  return (
    <hr
      className={classes.divider}
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={widthPx}
      aria-valuemin={range.min}
      aria-valuemax={range.max}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = undefined;
      }}
      onLostPointerCapture={() => {
        drag.current = undefined;
      }}
      onDoubleClick={() => onWidth(range.usual)}
      onKeyDown={onKeyDown}
      data-testid={testId}
    />
  );
}
