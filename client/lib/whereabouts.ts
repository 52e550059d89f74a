/** What somebody says of being busy, as feeds and lists of colleagues tell it. */
import { BUSY_REASONS } from "#protocol/constants";
import { oneOf, string } from "./decoder.ts";
import { count } from "./nouns.ts";

/** Optional keys, for {@link object}. */
export const whereabouts = { reason: oneOf(...BUSY_REASONS), note: string, untilMs: count };
