/** On a phone the panel fills what the on-screen keyboard leaves; some browsers move the page instead of resizing it. */
import { useEffect } from "preact/hooks";

/** As in the style sheet: below this the panel fills the screen. */
const FULL_SCREEN = "(max-width: 479px)";
/** What is missing of the screen is a keyboard from this height on; less is a browser's own bar coming and going. */
const MIN_KEYBOARD_PX = 120;

export function useKeyboardHeight(panel: { readonly current: HTMLElement | null }, open: boolean): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!open || !viewport) return;
    const resize = () => {
      const typing = matchMedia(FULL_SCREEN).matches && window.innerHeight - viewport.height > MIN_KEYBOARD_PX;
      panel.current?.style.setProperty("height", typing ? `${viewport.height}px` : "");
      panel.current?.style.setProperty("top", typing ? `${viewport.offsetTop}px` : "");
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
