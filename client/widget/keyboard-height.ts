/** On a phone the panel fills what the on-screen keyboard leaves; some browsers move the page instead of resizing it. */

/** As in the style sheet: below this the panel fills the screen. */
const FULL_SCREEN = "(max-width: 479px)";
/** What is missing of the screen is a keyboard from this height on; less is a browser's own bar coming and going. */
const MIN_KEYBOARD_PX = 120;

/** @param panel finds it while it is open */
export function followKeyboard(panel: () => HTMLElement | null, signal: AbortSignal): void {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const follow = () => {
    const typing = matchMedia(FULL_SCREEN).matches && innerHeight - viewport.height > MIN_KEYBOARD_PX;
    panel()?.style.setProperty("height", typing ? `${viewport.height}px` : "");
    panel()?.style.setProperty("top", typing ? `${viewport.offsetTop}px` : "");
  };
  viewport.addEventListener("resize", follow, { signal });
  viewport.addEventListener("scroll", follow, { signal });
}
