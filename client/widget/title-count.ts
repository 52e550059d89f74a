/** Counts what is unread in the page's title, "(2) Shop", for whoever looks at another tab, and puts it back as it was. */

/** What it needs of a page, or of each of several widgets on one. */
interface TitleState {
  readonly counts: Map<object, number>;
  /** The page's own, while ours stands there. */
  own: string;
  /** What we have put there; undefined while the page's own stands. */
  shown: string | undefined;
}

declare global {
  /** Shared by all widgets of a page, of whatever language and inbox. */
  var edgedeskTitle: TitleState | undefined;
}

const MAX_COUNT = 99;

/** @param widget whose count it is @param unread 0 takes it away */
export function countInTitle(page: Pick<Document, "title">, widget: object, unread: number): void {
  const state = globalThis.edgedeskTitle ?? { counts: new Map(), own: "", shown: undefined };
  globalThis.edgedeskTitle = state;
  if (unread > 0) state.counts.set(widget, unread);
  else state.counts.delete(widget);
  // A page that has changed its title meanwhile knows its new one best.
  if (page.title !== state.shown) state.own = page.title;
  const all = [...state.counts.values()].reduce((sum, count) => sum + count, 0);
  const isOurs = state.shown !== undefined && page.title === state.shown;
  state.shown = all > 0 ? `(${all > MAX_COUNT ? `${MAX_COUNT}+` : all}) ${state.own}` : undefined;
  const wanted = state.shown ?? (isOurs ? state.own : page.title);
  if (page.title !== wanted) page.title = wanted;
}
