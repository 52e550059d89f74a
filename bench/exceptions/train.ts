/**
 * `npm run train:exceptions`: fits the embedded model on the messages in `training/` and `messages/tune-*` and writes its weights.
 * Thresholds are chosen by scores of models that had not seen the message; `messages/held-*` is not read.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  corpusExamples,
  type Featured,
  joinedOf,
  LANGUAGES,
  type Language,
  placedIn,
  tuneExamples,
} from "#bench/exceptions/training/examples";
import { fitted } from "#bench/exceptions/training/fit";
import { type Scored, scoredAside, thresholdOf } from "#bench/exceptions/training/folds";
import { fittedKinds } from "#bench/exceptions/training/kinds";
import { sourceOf } from "#bench/exceptions/training/source";
import { trainedOn } from "#bench/exceptions/training/trained-on";
import { vocabularyOf } from "#bench/exceptions/training/vocabulary";
import { EXCEPTION_KINDS, EXCEPTION_SIGNS, type ExceptionKind } from "#protocol/constants";
import { packed } from "#worker/local-ai/exceptions/packed";
import { SIGN_BUCKETS, signBuckets } from "#worker/local-ai/exceptions/sign-buckets";
import { packedVocabulary } from "#worker/local-ai/exceptions/vocabulary";

/** Of messages that are not of a kind, so many are flagged with it. */
const FALSE_SHARE = 0.03;
const JOIN_SEED = 99;
const WEIGHTS = join(import.meta.dirname, "..", "..", "worker", "local-ai", "exceptions", "weights.ts");

const messages = [...corpusExamples(), ...tuneExamples()];
const all = [...messages, ...joinedOf(messages, JOIN_SEED)];
for (const language of LANGUAGES) {
  const own = messages.filter((one) => one.language === language && one.source === "corpus");
  console.log(`${language}: ${own.length} messages of ${new Set(own.map(({ group }) => group)).size} lines`);
}

const vocabulary = vocabularyOf(messages);
console.log(`${vocabulary.length} features are in several lines`);
const linears = fittedKinds(placedIn(vocabulary, all), vocabulary.length);

const aside = scoredAside(messages, vocabulary);
const kinds = linears.map(([kind, linear]) => {
  const threshold = (language: Language) => {
    const own = aside.filter(({ message }) => message.language === language);
    const chosen = thresholdOf(own, kind, FALSE_SHARE);
    report(language, kind, own, chosen);
    return chosen;
  };
  return [kind, { ...linear, thresholds: { en: threshold("en"), zh: threshold("zh") } }] as const;
});

const signs = EXCEPTION_KINDS.flatMap((kind) => {
  const named = all.filter((message) => message.kinds.has(kind) && message.signs.size > 0);
  return EXCEPTION_SIGNS[kind].map((sign) => {
    const { weights, bias } = fitted(signExamples(named, sign), SIGN_BUCKETS);
    return [sign, packed(weights, bias)] as const;
  });
});

const model = {
  trainedOn: trainedOn(),
  vocabulary: packedVocabulary(vocabulary),
  kinds: Object.fromEntries(kinds),
  signs: Object.fromEntries(signs),
};
const source = sourceOf(model);
writeFileSync(WEIGHTS, source);
console.log(`${source.length} bytes written to ${WEIGHTS}`);

function signExamples(named: readonly Featured[], sign: string) {
  return named.map(({ features, weight, signs: own }) => {
    return { places: signBuckets(features), count: features.length, weight, positive: own.has(sign) };
  });
}

function report(language: string, kind: ExceptionKind, scored: readonly Scored[], threshold: number): void {
  for (const source of ["corpus", "tune"] as const) {
    const own = scored.filter(({ message }) => message.source === source);
    const share = (some: readonly Scored[]) =>
      `${((100 * some.filter(({ scores }) => (scores.get(kind) ?? 0) > threshold).length) / some.length).toFixed(1)} %`;
    const found = share(own.filter(({ message }) => message.kinds.has(kind)));
    const wolves = share(own.filter(({ message }) => !message.kinds.has(kind)));
    console.log(`${language} ${kind}, ${source} kept aside: found ${found}, false ${wolves} (above ${threshold})`);
  }
}
