/** What is offered for what the writer has begun to look for, the best first. Pure. */
import type { Emoji } from "#client/i18n/emoji.ts";
import type { Locale } from "#protocol/constants";
import type { CannedResponse } from "#protocol/http-canned";

export interface Suggestion {
  readonly key: string;
  readonly label: string;
  readonly detail?: string | undefined;
  /** Stands before the label: an emoji itself, a canned response's code. */
  readonly sign?: string | undefined;
  /** What goes into the text. */
  readonly insert: string;
  /** Of a canned response: the agent's own. */
  readonly isOwn?: boolean | undefined;
}

const MOST = 8;

/** 0 for the best fit; undefined for none. Of several texts the earlier counts for more. */
function rankOf(query: string, texts: readonly string[]): number | undefined {
  const wanted = fold(query);
  for (const [index, text] of texts.entries()) {
    const at = fold(text).indexOf(wanted);
    if (at >= 0) return index * 2 + (at === 0 ? 0 : 1);
  }
  return undefined;
}

function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

function best<Item>(items: readonly Item[], query: string, textsOf: (item: Item) => readonly string[]): Item[] {
  return items
    .map((item) => ({ item, rank: rankOf(query, textsOf(item)) }))
    .filter((ranked): ranked is { item: Item; rank: number } => ranked.rank !== undefined)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ item }) => item);
}

/** Names that placeholders stand for. */
export interface Names {
  readonly customer: string;
  readonly agent: string;
}

/** @param locale of the reader; a response that has no text in it is offered in the other */
export function cannedSuggestions(
  all: readonly CannedResponse[],
  query: string,
  locale: Locale,
  names: Names,
): Suggestion[] {
  const offered = all.flatMap(({ id, code, shared, texts }) => {
    const words = texts[locale] ?? texts.en ?? texts["zh-CN"];
    return words === undefined ? [] : [{ id, code, shared, words, others: [texts.en, texts["zh-CN"]] }];
  });
  const textsOf = ({ code, words, others }: (typeof offered)[number]) => [
    code,
    words.title,
    words.text,
    ...others.map((other) => other?.title ?? ""),
  ];
  return best(offered, query, textsOf).map(({ id, code, shared, words }) => ({
    key: id,
    sign: `/${code}`,
    label: words.title,
    detail: words.text.replace(/\s+/g, " "),
    insert: filled(words.text, names),
    isOwn: !shared,
  }));
}

/** Puts names in the place of `{customer}` and `{agent}`; other braces are the writer's own. */
export function filled(text: string, names: Names): string {
  return text.replace(/\{(customer|agent)\}/g, (_, name: keyof Names) => names[name]);
}

export function emojiSuggestions(all: readonly Emoji[], query: string, locale: Locale): Suggestion[] {
  const own = locale === "en" ? "en" : "zh";
  const other = own === "en" ? "zh" : "en";
  const textsOf = (emoji: Emoji) =>
    ([own, other] as const).flatMap((each) => [emoji[each][0] ?? "", emoji[each].join(" ")]);
  return best(all, query, textsOf).map((emoji) => ({
    key: emoji.sign,
    sign: emoji.sign,
    label: emoji[own][0] ?? "",
    insert: emoji.sign,
  }));
}

/** @param agents but for the writer */
export function mentionSuggestions(
  agents: readonly { readonly id: string; readonly name: string; readonly detail: string }[],
  query: string,
): Suggestion[] {
  const textsOf = ({ name }: { readonly name: string }) => [name, ...name.split(/\s+/)];
  return best(agents, query, textsOf).map(({ id, name, detail }) => ({
    key: id,
    label: name,
    detail,
    insert: `@${name} `,
  }));
}
