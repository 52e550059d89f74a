/** The thread's script, `/widget-talk.<locale>.js`: it comes right after the first opening, or at once where somebody waits for an answer. */
export { Lines } from "./lines.ts";
export { Scroll } from "./scroll.ts";
export { default as styles } from "./thread.css?inline";
export { Thread } from "./thread.tsx";
export { placedIn } from "./thread-layout.ts";
