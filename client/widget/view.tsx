/** @jsxImportSource preact */
/** Draws the widget again whenever something has changed, and does then what only a finished drawing allows. */
import { render } from "preact";
import { entries, lastSeqOfOthers } from "#client/lib/entries.ts";
import type { Desk } from "./desk.ts";
import { Panel } from "./panel.tsx";
import { Scroll } from "./scroll.ts";
import { placeEntries } from "./thread-layout.ts";
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
  readonly #scroll = new Scroll();
  #optionsOf: string | undefined;
  /** What was in view at the last drawing; undefined while closed. */
  #viewed: string | undefined;
  #isDue = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk, root: ShadowRoot) {
    this.#desk = desk;
    this.#root = root;
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
    const placed = source ? placeEntries(entries(source.get().log), (atMs) => new Date(atMs).toDateString()) : [];
    return {
      nowMs,
      desk: this.#desk,
      state,
      placed,
      text: texts.get(field) ?? "",
      editing,
      optionsOf: this.#optionsOf,
      missed: this.#scroll.missed,
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
        if (this.#scroll.moved()) this.drawSoon();
      },
      toEnd: () => {
        this.#scroll.toEnd();
        this.drawSoon();
      },
    };
  }

  #afterDrawing({ state, placed, missed }: Ui): void {
    const area = this.#root.querySelector("textarea");
    if (area) {
      // The height follows the text, up to what the style sheet allows.
      area.style.height = "auto";
      area.style.height = `${area.scrollHeight}px`;
    }
    const source = state.open ? state.shown?.source : undefined;
    this.#scroll.drawn(this.#root.querySelector(".messages"), placed.at(0)?.entry.key, placed.at(-1)?.entry.key);
    if (this.#scroll.missed !== missed) this.drawSoon();
    this.#bringFocus(state.open ? (state.shown?.key ?? HOME) : undefined, area);
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
    const seq = lastSeqOfOthers(source.get().log);
    if (seq > 0 && this.#scroll.isAtEnd && document.visibilityState === "visible") source.markRead?.();
  }
}
