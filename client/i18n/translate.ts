/**
 * Words in every language that Edgedesk speaks. `{name}` in a text is a placeholder; a text that changes with a number has the
 * two forms of English, chosen by the parameter `count`. Keys and parameters are types: a wrong one does not compile.
 */
import type { Locale } from "#protocol/constants";

/** One text, or its forms for one and for any other number. */
export type Words = string | { readonly one: string; readonly other: string };

/** The same keys in every language; Chinese has one form for all numbers. */
export interface Catalogue<English extends Record<string, Words>> {
  readonly en: English;
  readonly "zh-CN": { readonly [Key in keyof English]: string };
}

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type TextOf<Entry> = Entry extends { readonly other: infer Text } ? Text : Entry;
type Params<Entry> = [Names<TextOf<Entry>>] extends [never]
  ? []
  : [params: { readonly [Name in Names<TextOf<Entry>>]: string | number }];

/** Gives a text in the reader's language. */
export type Translate<English extends Record<string, Words>> = <Key extends keyof English>(
  key: Key,
  ...params: Params<English[Key]>
) => string;

/** Declares a catalogue; a key that one language lacks is a type error. */
export function defineWords<const English extends Record<string, Words>>(words: {
  readonly en: English;
  readonly "zh-CN": { readonly [Key in keyof NoInfer<English>]: string };
}): Catalogue<English> {
  return words;
}

/** The words of two catalogues as one; their keys must not meet. */
export function joinWords<A extends Record<string, Words>, B extends Record<string, Words>>(
  a: Catalogue<A>,
  b: Catalogue<B>,
): Catalogue<A & B> {
  return { en: { ...a.en, ...b.en }, "zh-CN": { ...a["zh-CN"], ...b["zh-CN"] } };
}

/** The text of `key` in `locale`, its placeholders filled; numbers are written as the locale writes them. */
export function translate<English extends Record<string, Words>, Key extends keyof English>(
  catalogue: Catalogue<English>,
  locale: Locale,
  key: Key,
  ...params: Params<English[Key]>
): string {
  return fill(catalogue[locale][key], locale, params[0]);
}

/** {@link translate} for one reader. */
export function translator<English extends Record<string, Words>>(
  catalogue: Catalogue<English>,
  locale: Locale,
): Translate<English> {
  return (key, ...params) => translate(catalogue, locale, key, ...params);
}

/** {@link translator} for one that carries the words of one language only. */
export function monolingual<English extends Record<string, Words>>(
  words: { readonly [Key in keyof English]: Words },
  locale: Locale,
): Translate<English> {
  return (key, ...params) => fill(words[key], locale, params[0]);
}

function fill(words: Words, locale: Locale, values: Readonly<Record<string, string | number>> = {}): string {
  const text = typeof words === "string" ? words : words[Number(values.count) === 1 ? "one" : "other"];
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name];
    return typeof value === "number" ? new Intl.NumberFormat(locale).format(value) : (value ?? placeholder);
  });
}
