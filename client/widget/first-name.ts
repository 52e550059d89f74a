/** What a customer is called in a greeting. */

/** What turns the direction of a text, and other signs that nobody sees. */
const UNSEEN = /[\p{Cc}\p{Cf}]/gu;
const MAX_CHARS = 24;

/** @returns of "Sofia Rossi" Sofia, of 王雨桐 all of it; nothing of what is too long to be a name */
export function firstNameOf(name: string | undefined): string | undefined {
  const [first = ""] = (name ?? "").replace(UNSEEN, "").trim().split(/\s+/);
  return first === "" || first.length > MAX_CHARS ? undefined : first;
}
