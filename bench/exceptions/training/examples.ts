/** What a model is fitted on, with its features. */

import { type Labelled, labelledOf } from "#bench/exceptions/labelled";
import { corpusOf, type TrainingMessage } from "#bench/exceptions/training/corpus";
import { drawsOf } from "#bench/exceptions/training/draws";
import { joined } from "#bench/exceptions/training/joined";
import { EXCEPTION_KINDS, EXCEPTION_SIGNS, type ExceptionKind } from "#protocol/constants";
import { featuresOf } from "#worker/local-ai/exceptions/features";
import { placesIn } from "#worker/local-ai/exceptions/vocabulary";

export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Featured {
  readonly text: string;
  readonly language: Language;
  readonly features: Uint32Array;
  readonly kinds: ReadonlySet<ExceptionKind>;
  /** None of a message whose signs nobody has named. */
  readonly signs: ReadonlySet<string>;
  readonly group: number;
  readonly weight: number;
  readonly source: "corpus" | "tune" | "joined";
}

export function kindsOf(signs: readonly string[]): ReadonlySet<ExceptionKind> {
  const known = (kind: ExceptionKind): readonly string[] => EXCEPTION_SIGNS[kind];
  return new Set(EXCEPTION_KINDS.filter((kind) => signs.some((sign) => known(kind).includes(sign))));
}

/** Messages of a line that is kept aside are in none that are joined of others. */
export function joinedOf(some: readonly Featured[], seed: number): Featured[] {
  return LANGUAGES.flatMap((language) => {
    const own = some.filter((one) => one.language === language && one.source === "corpus");
    const messages = own.map(({ text, signs, group, weight }) => ({ text, signs: [...signs], group, weight }));
    return joined(messages, drawsOf(seed)).map((message) => featured(message, language, "joined"));
  });
}

export function corpusExamples(): Featured[] {
  return LANGUAGES.flatMap((language) => corpusOf(language).map((message) => featured(message, language, "corpus")));
}

function featured(message: TrainingMessage, language: Language, source: Featured["source"]): Featured {
  const { text, signs, group, weight } = message;
  return {
    text,
    language,
    features: featuresOf(text),
    kinds: kindsOf(signs),
    signs: new Set(signs),
    group,
    weight,
    source,
  };
}

export function tuneExamples(): Featured[] {
  return LANGUAGES.flatMap((language) =>
    labelledOf("tune", language).map(({ text, kinds }: Labelled, at) => ({
      text,
      language,
      features: featuresOf(text),
      kinds,
      signs: new Set<string>(),
      group: at,
      weight: 1,
      source: "tune" as const,
    })),
  );
}

/** A message by where its features stand in a vocabulary, once for every model. */
export interface Placed extends Pick<Featured, "kinds" | "weight"> {
  readonly places: Uint32Array;
  /** Of all its features. */
  readonly count: number;
}

export function placedIn(vocabulary: Uint32Array, messages: readonly Featured[]): Placed[] {
  return messages.map(({ features, kinds, weight }) => {
    return { places: placesIn(vocabulary, features), count: features.length, kinds, weight };
  });
}
