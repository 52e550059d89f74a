/**
 * Which passwords are taken, after NIST SP 800-63B §3.1.1.2: a length, a list of those that are tried first, and nothing that
 * stands beside the account anyway. No rules of composition, every character of Unicode. The hash is of the NFKC form (better-auth's
 * scrypt makes it so, here and at sign-in), hence that is the form which is looked at.
 */

import { ok, type Result, refuse } from "#domain/failures";
import { CONTEXT_WORDS } from "#domain/identity/context-words";
import { MIN_PASSWORD_CHARS } from "#protocol/constants";

/** Whose password it is to be. */
export interface PasswordOwner {
  readonly name: string;
  readonly email: string;
}

/** What is left beside context words has to be a password's worth of its own. */
const MIN_CHARS_BESIDE_CONTEXT = 8;
/** Repetitions and sequences count as one: `aaaabbbbcccc` is three. */
const MIN_DISTINCT_RUNS = 5;
const MIN_PERSONAL_CHARS = 4;
const LONGEST_UNIT = 4;
/** The list alone is 400 KB, so only a password that is being chosen loads it. */
let commonPasswords: Promise<ReadonlySet<string>> | undefined;

/**
 * @param ofShop words that are the shop's own, in lower case, beside {@link CONTEXT_WORDS}
 * @returns refusals `password_too_short` (in code points), `password_too_common` and `password_is_personal`
 */
export async function checkPassword(
  password: string,
  person: PasswordOwner,
  ofShop: readonly string[] = [],
): Promise<Result<true>> {
  const folded = password.normalize("NFKC").toLowerCase();
  if ([...folded].length < MIN_PASSWORD_CHARS) return refuse("password_too_short");
  if (isMonotonous(folded) || isMostlyContext(folded, [...CONTEXT_WORDS, ...ofShop]))
    return refuse("password_too_common");
  commonPasswords ??= loadCommonPasswords();
  const common = await commonPasswords;
  if (plainForms(folded).some((form) => common.has(form))) return refuse("password_too_common");
  if (personalParts(person).some((part) => folded.includes(part))) return refuse("password_is_personal");
  return ok(true);
}

async function loadCommonPasswords(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
}

const LEET: Readonly<Record<string, string>> = { "0": "o", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s" };

/** The password and what it was made of: `P@ssw0rd2026!` comes from `password`. */
function plainForms(folded: string): string[] {
  const unit = /^(.+?)\1+$/u.exec(folded)?.[1] ?? folded;
  const bare = unit.replace(/^[\d\W_]+|[\d\W_]+$/gu, "");
  const forms = [folded, unit, folded.replace(/[\d\W_]+$/gu, ""), bare];
  const plain = [folded.replace(/[\d\W_]+$/gu, ""), unit, bare].flatMap(unleeted);
  return [...forms, ...plain].filter((form) => form !== "");
}

/** With the letters that digits and signs stand for, in both readings of `1`. */
function unleeted(form: string): string[] {
  return ["l", "i"].map((one) =>
    form.replace(/./gu, (char) => (char === "1" || char === "!" ? one : (LEET[char] ?? char))),
  );
}

const ROWS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz"];
const NEIGHBOURS = new Set(
  ROWS.flatMap((row) => [...row].flatMap((char, at) => [char + (row[at + 1] ?? ""), (row[at + 1] ?? "") + char])),
);

/** A short thing over and over, or the next key each time. */
function isMonotonous(folded: string): boolean {
  if (new RegExp(`^(.{1,${LONGEST_UNIT}}?)\\1+.{0,${LONGEST_UNIT - 1}}$`, "u").test(folded)) return true;
  let runs = 0;
  let previous = "";
  for (const char of folded) {
    if (char !== previous && !NEIGHBOURS.has(previous + char)) runs += 1;
    previous = char;
  }
  return runs < MIN_DISTINCT_RUNS;
}

function isMostlyContext(folded: string, words: readonly string[]): boolean {
  // The longest first, so that nothing is left of one that holds another.
  const longestFirst = [...words].sort((one, other) => other.length - one.length);
  return [folded, ...unleeted(folded)].some((plain) => {
    const rest = longestFirst.reduce((text, word) => text.replaceAll(word, ""), plain);
    return rest !== plain && [...rest].length < MIN_CHARS_BESIDE_CONTEXT;
  });
}

function personalParts({ name, email }: PasswordOwner): string[] {
  const fold = (text: string) => text.normalize("NFKC").toLowerCase();
  const [mailbox = ""] = fold(email).split("@");
  const words = [fold(name), mailbox].flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  return words.filter((word) => [...word].length >= MIN_PERSONAL_CHARS);
}
