/** What an agent can choose from, without zod: see `http-preferences.ts`. */

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

/** Each has its colours in both themes in `client/console/theme/accents.css`. */
export const ACCENTS = ["indigo", "blue", "teal", "green", "plum", "rose"] as const;
export type Accent = (typeof ACCENTS)[number];

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

/** What sends: Enter alone, or with Ctrl or Cmd; the other one breaks the line. */
export const SEND_KEYS = ["enter", "mod-enter"] as const;
export type SendKey = (typeof SEND_KEYS)[number];

/** Actions of the composer's bar. */
export const QUICK_ACTIONS = ["canned", "emoji", "mention"] as const;
export type QuickAction = (typeof QUICK_ACTIONS)[number];
