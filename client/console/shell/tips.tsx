import { useEffect, useLayoutEffect, useRef, useState } from "react";
import classes from "./tips.module.css";

/** Whoever only passes over a button is told nothing. */
const OPEN_AFTER_MS = 400;
const GAP_PX = 6;
/** From the edge of the window. */
const MARGIN_PX = 8;

/**
 * One tip for the whole console: what the pointer rests on, or the keys have reached, and that carries `data-tip`, is told
 * beside it. A component for each of the dozens of buttons would be drawn anew with every conversation. The control says the
 * same by its own name (`aria-label`), so readers of a screen need not be told twice. With `data-tip-side="right"` it stands
 * to the right instead of above.
 */
export function Tips() {
  const [target, setTarget] = useState<HTMLElement>();
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => listen(setTarget), []);
  useLayoutEffect(() => {
    if (target !== undefined && tip.current !== null) place(tip.current, target);
  }, [target]);
  return (
    target && (
      <div ref={tip} className={classes.tip} aria-hidden="true" data-testid="tip">
        {target.dataset.tip}
      </div>
    )
  );
}

/** @param show called with what the tip is about; with undefined for none. @returns what ends it */
function listen(show: (target: HTMLElement | undefined) => void): () => void {
  const heard = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let about: HTMLElement | undefined;
  const hide = () => {
    clearTimeout(timer);
    about = undefined;
    show(undefined);
  };
  const consider = (target: EventTarget | null, afterMs: number) => {
    const next = target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null;
    if (next === about) return;
    hide();
    // What is open says by itself what it is.
    if (next === null || next.getAttribute("aria-expanded") === "true") return;
    about = next;
    timer = setTimeout(() => next.isConnected && show(next), afterMs);
  };
  const on = <Type extends keyof DocumentEventMap>(type: Type, heed: (event: DocumentEventMap[Type]) => void) =>
    document.addEventListener(type, heed, { signal: heard.signal, passive: true, capture: true });
  // A finger has no way to rest on something.
  on("pointerover", (event) => event.pointerType === "mouse" && consider(event.target, OPEN_AFTER_MS));
  on("focusin", ({ target }) =>
    consider(target instanceof Element && target.matches(":focus-visible") ? target : null, 0),
  );
  on("focusout", hide);
  on("pointerdown", hide);
  on("scroll", hide);
  on("keydown", hide);
  document.documentElement.addEventListener("pointerleave", hide, { signal: heard.signal });
  return () => {
    heard.abort();
    clearTimeout(timer);
  };
}

function place(tip: HTMLElement, target: HTMLElement): void {
  const by = target.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = tip;
  const isRight = target.dataset.tipSide === "right";
  const left = isRight ? by.right + GAP_PX : by.left + (by.width - width) / 2;
  const above = by.top - GAP_PX - height;
  const top = isRight ? by.top + (by.height - height) / 2 : above < MARGIN_PX ? by.bottom + GAP_PX : above;
  tip.style.left = `${Math.max(MARGIN_PX, Math.min(left, innerWidth - width - MARGIN_PX))}px`;
  tip.style.top = `${top}px`;
}
