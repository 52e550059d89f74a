/**
 * The embedded model of exceptions: for each kind a linear model over the features that it knows says whether a message is of it, and for
 * each sign another, over buckets of all features, says what gave it away. Trained by `npm run train:exceptions`; no network.
 */
import type { FoundException } from "#domain/exceptions/rules";
import { EXCEPTION_KINDS, EXCEPTION_SIGNS } from "#protocol/constants";
import { scoreOf } from "#worker/local-ai/exceptions/linear";
import { type Linear, packedModel, unpacked } from "#worker/local-ai/exceptions/packed";
import { mostTelling, type Part, partsOf } from "#worker/local-ai/exceptions/parts";
import { signBuckets } from "#worker/local-ai/exceptions/sign-buckets";
import { signalsOf } from "#worker/local-ai/exceptions/signals-of";
import { unpackedVocabulary } from "#worker/local-ai/exceptions/vocabulary";

/** @param text one message, in English, Chinese or both */
export type FindsExceptions = (text: string) => FoundException[];

/** Of a message that Chinese is written in, more or less. */
const HAN = /\p{Script=Han}/u;

/** @param source a {@link packedModel}. @throws if it is none */
export function modelOf(source: unknown): FindsExceptions {
  const { kinds, signs, ...model } = packedModel.parse(source);
  const vocabulary = unpackedVocabulary(model.vocabulary);
  const models = EXCEPTION_KINDS.map((kind) => {
    const packedKind = kinds[kind];
    if (packedKind === undefined) throw new Error(`the model knows no ${kind}`);
    const ofKind = EXCEPTION_SIGNS[kind].flatMap((sign) => {
      const packedSign = signs[sign];
      return packedSign === undefined ? [] : [{ sign, linear: unpacked(packedSign) }];
    });
    return { kind, linear: unpacked(packedKind), thresholds: packedKind.thresholds, signs: ofKind };
  });
  return (text) => {
    const parts = partsOf(text, vocabulary);
    const language = HAN.test(text) ? "zh" : "en";
    return models.flatMap(({ kind, linear, thresholds, signs: known }) => {
      const { score, part } = mostTelling(linear, parts);
      return score > thresholds[language]
        ? [{ kind, signs: toldBy(known, text) ?? signsOf(known, [part, parts[0]]) }]
        : [];
    });
  };
}

interface Known {
  readonly sign: string;
  readonly linear: Linear;
}

/** What stands there in so many words says best what gave it away. @returns undefined if nothing does */
function toldBy(known: readonly Known[], text: string): string[] | undefined {
  const signals = new Set(signalsOf(text));
  const told = known.map(({ sign }) => sign).filter((sign) => signals.has(`${sign} 1`));
  return told.length > 0 ? told : undefined;
}

/** All that are more likely than not in the part that told or in the whole, else whichever is likeliest: a flag always says why. */
function signsOf(known: readonly Known[], parts: readonly Part[]): string[] {
  const scored = known.map(({ sign, linear }) => ({
    sign,
    score: Math.max(...parts.map(({ features }) => scoreOf(linear, signBuckets(features), features.length))),
  }));
  const likeliest = Math.max(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score > 0 || score === likeliest).map(({ sign }) => sign);
}
