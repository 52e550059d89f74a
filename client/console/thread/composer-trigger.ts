/** What the writer has begun to look for in the middle of a text: `/` a canned response, `:` an emoji, `@` a colleague. */

export type TriggerKind = "canned" | "emoji" | "mention";

export interface Trigger {
  readonly kind: TriggerKind;
  /** What was typed after the sign. */
  readonly query: string;
  /** Where the sign stands: what is chosen takes the place of the text from here to {@link to}. */
  readonly from: number;
  readonly to: number;
}

/** Signs as both kinds of keyboard write them; what a Chinese one makes of `/` opens a text, and nothing else does. */
const CANNED = /(?:^|\s)([/／]|(?<=^)、)([\p{L}\p{N}_-]{0,32})$/u;
const EMOJI = /(?:(?:^|[\s\p{Script=Han}。，！？])(:)|(?:^|\s)(：))(\p{L}[\p{L}_-]{0,20}|)$/u;
/** Names have spaces, but one that ends with one has been written. Chinese is written without any before it. */
const MENTION = /(?:^|[^\p{L}\p{N}._-]|\p{Script=Han})([@＠])((?:[^\s@＠](?:[^\n@＠]{0,38}[^\s@＠])?)?)$/u;

/**
 * @param caret where the writer is, in UTF-16 units
 * @param mayMention colleagues are named to colleagues alone
 */
export function triggerAt(text: string, caret: number, mayMention: boolean): Trigger | undefined {
  const before = text.slice(0, caret);
  const found = (kind: TriggerKind, query: string): Trigger => ({
    kind,
    query: query.normalize("NFKC"),
    from: caret - query.length - 1,
    to: caret,
  });
  const canned = CANNED.exec(before);
  if (canned !== null) return found("canned", canned[2] ?? "");
  const mention = mayMention ? MENTION.exec(before) : null;
  if (mention !== null) return found("mention", mention[2] ?? "");
  const emoji = EMOJI.exec(before);
  return emoji === null ? undefined : found("emoji", emoji[3] ?? "");
}

/** @returns the text with what was chosen in the place of the trigger, and where the caret stands then */
export function replaced(text: string, { from, to }: Trigger, insert: string): { text: string; caret: number } {
  return { text: text.slice(0, from) + insert + text.slice(to), caret: from + insert.length };
}

/** The sign as a button writes it: apart from the word before it, so that it is taken for one. */
export function withSign(text: string, caret: number, kind: TriggerKind): { text: string; caret: number } {
  const sign = { canned: "/", emoji: ":", mention: "@" }[kind];
  const space = /\S$/.test(text.slice(0, caret)) ? " " : "";
  return replaced(text, { kind, query: "", from: caret, to: caret }, space + sign);
}
