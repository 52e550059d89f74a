/** @jsxImportSource preact */
/** Draws the widget again whenever something has changed, and does then what only a finished drawing allows. */
import { render } from "preact";
import type { Asking } from "./asking.ts";
import type { Desk, DeskState, Talk } from "./desk.ts";
import { Panel } from "./panel.tsx";
import type { Scroll } from "./scroll.ts";
import type { ThreadSource } from "./thread-source.ts";
import type { Ui } from "./ui.ts";

/** How often times that pass are drawn anew: a countdown by the second, "5 min ago" now and then. */
const COUNTDOWN_MS = 1_000;
const AGO_MS = 30_000;

/** Stands for the home where a thread has its key. */
const HOME = "home";

export class View {
  readonly #desk: Desk;
  readonly #root: ShadowRoot;
  readonly #asking: Asking;
  readonly #talk: () => Talk | undefined;
  /** Comes with the thread. */
  #scroll: Scroll | undefined;
  #optionsOf: string | undefined;
  /** What was in view at the last drawing; undefined while closed. */
  #viewed: string | undefined;
  #isDue = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param talk what draws a thread, once it is there */
  constructor(desk: Desk, root: ShadowRoot, asking: Asking, talk: () => Talk | undefined) {
    this.#desk = desk;
    this.#root = root;
    this.#asking = asking;
    asking.changed = this.drawSoon;
    this.#talk = talk;
    desk.subscribe(this.drawSoon);
    document.addEventListener("visibilitychange", this.drawSoon);
    this.draw();
  }

  stop(): void {
    clearTimeout(this.#timer);
    document.removeEventListener("visibilitychange", this.drawSoon);
    this.#isStopped = true;
    render(null, this.#root);
  }

  /** Several changes at once are one drawing. */
  readonly drawSoon = (): void => {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      if (this.#isDue && !this.#isStopped) this.draw();
    });
  };

  draw(): void {
    this.#isDue = false;
    const ui = this.#ui();
    render(<Panel ui={ui} />, this.#root);
    this.#afterDrawing(ui);
  }

  #ui(): Ui {
    const nowMs = Date.now();
    const state = this.#desk.get();
    const { source, key = HOME } = state.shown ?? {};
    const { texts, edits } = this.#desk;
    const editing = edits.get(key);
    const field = editing?.messageId ?? key;
    const talk = this.#talk();
    if (talk) this.#scroll ??= new talk.Scroll();
    const placed = (source && talk?.placedIn(source.get().log)) ?? [];
    return {
      nowMs,
      desk: this.#desk,
      state,
      talk,
      asking: this.#asking,
      placed,
      text: texts.get(field) ?? "",
      editing,
      optionsOf: this.#optionsOf,
      missed: this.#scroll?.missed === true,
      write: (text) => {
        texts.set(field, text);
        this.drawSoon();
      },
      edit: (next) => {
        edits.set(key, next);
        if (next) texts.set(next.messageId, next.content);
        this.#optionsOf = undefined;
        this.draw();
        this.#root.querySelector("textarea")?.focus();
      },
      showOptions: (optionsOf) => {
        this.#optionsOf = optionsOf;
        this.drawSoon();
      },
      scrolled: () => {
        if (this.#scroll?.moved()) this.drawSoon();
      },
      toEnd: () => {
        this.#scroll?.toEnd();
        this.drawSoon();
      },
    };
  }

  #afterDrawing({ state, placed, missed, asking }: Ui): void {
    const area = this.#root.querySelector("textarea");
    if (area) {
      // The height follows the text, up to what the style sheet allows.
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight}px`;
    }
    const source = state.open ? state.shown?.source : undefined;
    const box = this.#root.querySelector(".messages");
    this.#scroll?.drawn(box, placed.at(0)?.entry.key, placed.at(-1)?.entry.key);
    if (this.#scroll && this.#scroll.missed !== missed) this.drawSoon();
    this.#bringFocus(state.open && asking.state === "open" ? "requests" : viewOf(state), area);
    if (source) this.#read(source);
    clearTimeout(this.#timer);
    const isCounting = source?.get().link.phase === "waiting";
    if (state.open) this.#timer = setTimeout(this.drawSoon, isCounting ? COUNTDOWN_MS : AGO_MS);
  }

  /** The focus comes along when one view follows another. */
  #bringFocus(viewed: string | undefined, area: HTMLTextAreaElement | null): void {
    if (viewed === this.#viewed) return;
    this.#viewed = viewed;
    // On a touch screen the keyboard would jump up over the thread unasked.
    if (area && matchMedia("(hover: hover)").matches) area.focus();
    else this.#root.querySelector<HTMLElement>(viewed ? ".panel" : ".launcher")?.focus();
  }

  /** What the visitor has before their eyes is read: at the end of the thread, on a page that is looked at. */
  #read(source: ThreadSource): void {
    if (this.#scroll?.isAtEnd && document.visibilityState === "visible") source.markRead?.();
  }
}

/** @returns what is in view; a thread whose script is still on its way is another one than when it has come */
function viewOf({ open, shown }: DeskState): string | undefined {
  if (!open) return undefined;
  return shown ? (shown.source ? shown.key : "frame") : HOME;
}
