/** What the parts of the widget know of each other: the loader on every page, and what comes when it is wanted. */

import type { Desk } from "./desk.ts";

export const TAG = "edgedesk-widget";

/** What the shop's page has said, for one element; it outlives changes of language. */
export interface PageWord {
  /** The product that the page is about, to be offered for sending; not looked at before the thread is there. */
  product?: unknown;
  /** What a verified customer is called. */
  customerName?: string | undefined;
  /** The inbox as it was when the page came, not decoded yet; undefined if it could not be had. */
  inbox?: Promise<unknown>;
  /** Something of this has changed. */
  changed: () => void;
  /** A first message has made a conversation. */
  begun: (conversationId: string) => void;
}

/**
 * `window.edgedesk`: what a page may ask for, `push` among it. Before the loader has run it is an array of what was asked; of
 * either, `widget-identity.js` may have made more.
 */
type PageSdk = Record<string, unknown> | unknown[];

/** An element that the loader has defined. */
export interface WidgetElement extends HTMLElement {
  readonly word: PageWord;
}

/** The widget in one element. */
export interface Mounted {
  /** The element's `open` attribute has changed. */
  update(): void;
  /** Ends the drawing. What was drawn goes on: another language takes it over, or the loader stops it. */
  leave(): Desk;
}

/** Draws the widget into an element's shadow root, in place of the loader's launcher or of another language. */
export type Mount = (host: WidgetElement, root: ShadowRoot, desk?: Desk) => Mounted;

/** What a script of the widget hands over when it has run; of some it is nothing. */
export interface Part {
  readonly mount?: Mount;
  /** Of the SDK: does what a page has asked for. Of the consent: asks once what there is to ask. */
  readonly perform?: (host: WidgetElement, name: string, values: readonly unknown[]) => void;
}

/** What scripts have handed over, by their addresses. */
export interface Parts extends Map<string, Part> {
  /** Loads a script of ours once; a failure is forgotten, so that the next wish tries again. Rejects when it did not come. */
  load(address: string): Promise<Part>;
}

declare global {
  var edgedeskParts: Record<string, Parts> | undefined;
  var edgedesk: PageSdk | undefined;
}
