/** Closing a conversation, as far as both sides need it without zod: states, categories and limits. */

/** How the question whether it is settled stands. `lapsed`: the customer wrote on and did not say. */
export const CLOSING_STATES = ["asked", "satisfied", "unsatisfied", "silent", "lapsed"] as const;
export type ClosingState = (typeof CLOSING_STATES)[number];

/** Those that every shop begins with; clients word them, unless the shop gave them names of its own. */
export const CLOSING_CATEGORIES = [
  "enquiry_answered",
  "refund",
  "exchange",
  "logistics",
  "complaint",
  "product_fault",
  "other",
] as const;
export type BuiltInClosingCategory = (typeof CLOSING_CATEGORIES)[number];

export const MAX_CLOSING_CATEGORIES = 50;
export const MAX_CLOSING_CATEGORY_CHARS = 40;
export const MAX_CLOSING_NOTE_CHARS = 2_000;
export const MAX_CLOSING_COMMENT_CHARS = 500;
export const MAX_RATING = 5;
export const DEFAULT_SILENCE_HOURS = 48;
export const MIN_SILENCE_HOURS = 24;
export const MAX_SILENCE_HOURS = 168;
