/** Keeps a thread where the reader wants it: at its end while they are there, in place while older messages come in above. */
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** This near to the end counts as there: a bubble's padding or a rounded pixel is no wish to stay above. */
const NEAR_PX = 48;

/**
 * @param firstKey what stands at the top now
 * @param lastKey what stands at the end now
 */
export function useScroll(firstKey: string | undefined, lastKey: string | undefined) {
  const list = useRef<HTMLDivElement>(null);
  const before = useRef({ firstKey, lastKey, heightPx: 0 });
  const follows = useRef(true);
  const [missed, setMissed] = useState(false);

  const toEnd = () => {
    follows.current = true;
    setMissed(false);
    const box = list.current;
    if (box) box.scrollTop = box.scrollHeight;
  };
  const scrolled = () => {
    const box = list.current;
    if (!box) return;
    follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    if (follows.current) setMissed(false);
  };
  // At each drawing: only the browser knows how high what was drawn has become.
  useLayoutEffect(() => {
    const box = list.current;
    if (!box) return;
    const known = before.current;
    if (follows.current) box.scrollTop = box.scrollHeight;
    else if (known.firstKey !== firstKey) box.scrollTop += box.scrollHeight - known.heightPx;
    if (!follows.current && known.lastKey !== lastKey) setMissed(true);
    before.current = { firstKey, lastKey, heightPx: box.scrollHeight };
  });
  return { list, missed, toEnd, scrolled, isAtEnd: () => follows.current };
}
