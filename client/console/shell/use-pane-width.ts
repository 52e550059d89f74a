import { useState } from "react";
import { kept } from "#client/console/kept.ts";
import { type PaneRange, readWidth } from "./pane-width.ts";

/** How wide a pane is, in pixels, as this browser remembers it. */
export function usePaneWidth(name: "list" | "context", range: PaneRange): [number, (widthPx: number) => void] {
  const key = `edgedesk.pane.${name}`;
  const [widthPx, setWidth] = useState(() => readWidth(kept.get(key), range));
  return [
    widthPx,
    (next) => {
      kept.set(key, String(next));
      setWidth(next);
    },
  ];
}
