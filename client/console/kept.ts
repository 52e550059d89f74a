import { browserStore } from "#client/lib/storage.ts";

/** What this browser remembers between visits: language, drafts, unsent messages. */
export const kept = browserStore();
