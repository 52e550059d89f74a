/** A message as a whole and its sentences: what is angry in one of five is lost in the sum of them. */

import { featuresOf } from "#worker/local-ai/exceptions/features";
import { ends } from "#worker/local-ai/exceptions/folded";
import { scoreOf } from "#worker/local-ai/exceptions/linear";
import type { Linear } from "#worker/local-ai/exceptions/packed";
import { placesIn } from "#worker/local-ai/exceptions/vocabulary";

const SENTENCE_ENDS = /(?<=[.!?。！？\n])\s*/u;
/** In characters; with Han, where three of them with their mark are a whole one: “骗子！”. */
const SHORTEST_SENTENCE = 4;
const SHORTEST_HAN_SENTENCE = 2;
const HAN = /\p{Script=Han}/u;
/** Of a message: of more, the first and the last. */
const MOST_SENTENCES = 16;

export interface Part {
  readonly features: Uint32Array;
  /** Of those that the model knows, in its vocabulary. */
  readonly places: Uint32Array;
}
export type Parts = readonly [whole: Part, ...sentences: Part[]];

export function partsOf(text: string, vocabulary: Uint32Array): Parts {
  const partOf = (of: string): Part => {
    const features = featuresOf(of);
    return { features, places: placesIn(vocabulary, features) };
  };
  const sentences = ends(text)
    .split(SENTENCE_ENDS)
    .filter((sentence) => sentence.length >= (HAN.test(sentence) ? SHORTEST_HAN_SENTENCE : SHORTEST_SENTENCE));
  if (sentences.length < 2) return [partOf(text)];
  const some =
    sentences.length <= MOST_SENTENCES
      ? sentences
      : [...sentences.slice(0, MOST_SENTENCES / 2), ...sentences.slice(-MOST_SENTENCES / 2)];
  return [partOf(text), ...some.map(partOf)];
}

/** @returns the part that tells most, and how much */
export function mostTelling(linear: Linear, [whole, ...sentences]: Parts): { score: number; part: Part } {
  const score = ({ places, features }: Part) => scoreOf(linear, places, features.length);
  let most = { score: score(whole), part: whole };
  for (const part of sentences) {
    const own = score(part);
    if (own > most.score) most = { score: own, part };
  }
  return most;
}
