/** On a phone the panel fills what the on-screen keyboard leaves; some browsers move the page instead of resizing it. */
import { useEffect } from "preact/hooks";

/** As in the style sheet: below this the panel fills the screen. */
const FULL_SCREEN = "(max-width: 479px)";

export function useKeyboardHeight(panel: { readonly current: HTMLElement | null }, open: boolean): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!open || !viewport) return;
    const resize = () => {
      const fills = matchMedia(FULL_SCREEN).matches;
      panel.current?.style.setProperty("height", fills ? `${viewport.height}px` : "");
      panel.current?.style.setProperty("top", fills ? `${viewport.offsetTop}px` : "");
    };
    resize();
    viewport.addEventListener("resize", resize);
    viewport.addEventListener("scroll", resize);
    return () => {
      viewport.removeEventListener("resize", resize);
      viewport.removeEventListener("scroll", resize);
    };
  }, [panel, open]);
}
