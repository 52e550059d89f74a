/**
 * Words that whoever guesses at passwords here tries first: what this is, what is done with it and by whom, and what the shop calls its
 * inboxes (NIST SP 800-63B §3.1.1.2, "context-specific words"). They may stand in a password that is one without them.
 */
import { asc } from "drizzle-orm";
import type { Database } from "#domain/database";
import { inboxes } from "#domain/organisation/schema";

export const CONTEXT_WORDS: readonly string[] = [
  "edgedesk",
  "helpdesk",
  "customer",
  "service",
  "support",
  "supervisor",
  "administrator",
  "admin",
  "kefu",
  "客服",
  "客户服务",
  "管理员",
  "主管",
];

const MIN_WORD_CHARS = 3;
/** CJK says as much in two characters. */
const MIN_HAN_CHARS = 2;

/** The shop's own words: names of its inboxes, whole and word by word, in lower case. */
export async function shopWords(db: Database): Promise<string[]> {
  const rows = await db.select({ name: inboxes.name }).from(inboxes).orderBy(asc(inboxes.id));
  return rows.flatMap(({ name }) => wordsOf(name));
}

export function wordsOf(name: string): string[] {
  const folded = name.normalize("NFKC").toLowerCase();
  const words = [folded, ...folded.split(/[^\p{L}\p{N}]+/u)];
  return words.filter((word) => [...word].length >= (/\p{Script=Han}/u.test(word) ? MIN_HAN_CHARS : MIN_WORD_CHARS));
}
