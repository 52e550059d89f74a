/** Whether the customer's details stand beside the thread. On a wide screen they do until folded away, which is remembered. */
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { kept } from "#client/console/kept.ts";

const WIDE = "(min-width: 1200px)";
const PHONE = "(max-width: 767px)";
const FOLDED_KEY = "edgedesk.customer-panel";

export interface PanelState {
  /** A pane of its own; otherwise it lies over the thread. */
  readonly isPane: boolean;
  readonly isPhone: boolean;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

export function usePanel(): PanelState {
  const isPane = useMediaQuery(WIDE, undefined, { getInitialValueInEffect: false });
  const isPhone = useMediaQuery(PHONE, undefined, { getInitialValueInEffect: false });
  const [isFolded, setFolded] = useState(() => kept.get(FOLDED_KEY) === "folded");
  const [isDrawn, setDrawn] = useState(false);
  return {
    isPane,
    isPhone,
    isOpen: isPane ? !isFolded : isDrawn,
    toggle() {
      if (!isPane) return setDrawn(!isDrawn);
      kept.set(FOLDED_KEY, isFolded ? "open" : "folded");
      setFolded(!isFolded);
    },
  };
}
