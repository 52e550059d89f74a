/** What every part of the widget is drawn from: one value, made anew for each drawing. No part keeps a state of its own. */
import { monolingual, type Translate } from "#client/i18n/translate.ts";
import type { Locale } from "#protocol/constants";
import type { Asking } from "./asking.ts";
import type { Desk, DeskState, Talk } from "./desk.ts";
import type { Placed } from "./thread-layout.ts";
import type { Editing } from "./thread-source.ts";
import type { words } from "./words.ts";

type English = (typeof words)["en"];

declare global {
  /** The build puts one language in the place of these two names. */
  const EDGEDESK_LOCALE: Locale;
  const EDGEDESK_WORDS: (typeof words)[Locale];
}

export const locale = EDGEDESK_LOCALE;
export const t: Translate<English> = monolingual<English>(EDGEDESK_WORDS, locale);

export interface Ui {
  /** Unix milliseconds of this drawing. */
  readonly nowMs: number;
  readonly desk: Desk;
  readonly state: DeskState;
  /** What draws a thread, once it is there. */
  readonly talk: Talk | undefined;
  readonly asking: Asking;
  /** The shown thread from top to bottom. */
  readonly placed: readonly Placed[];
  /** What stands in the composer. */
  readonly text: string;
  readonly editing: Editing | undefined;
  /** Key of the entry whose options are open. */
  readonly optionsOf: string | undefined;
  /** Something came in below what the visitor looks at. */
  readonly missed: boolean;
  readonly write: (text: string) => void;
  readonly edit: (editing: Editing | undefined) => void;
  readonly showOptions: (key: string | undefined) => void;
  readonly scrolled: () => void;
  readonly toEnd: () => void;
}
