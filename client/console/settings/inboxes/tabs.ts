/** What is set of one inbox, in parts. */
export const INBOX_TABS = ["appearance", "hours", "install", "general"] as const;
export type InboxTab = (typeof INBOX_TABS)[number];
