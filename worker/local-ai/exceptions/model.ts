/**
 * The embedded model of exceptions: signals that a reader of customers' messages would point at, weighed and added up by kind. No
 * training and no network; what it does not know it does not find, so people flag by hand as well.
 */
import type { FoundException } from "#domain/exceptions/rules";
import { EXCEPTION_KINDS } from "#protocol/constants";
import { CHINESE, HARMLESS_CHINESE } from "#worker/local-ai/exceptions/chinese";
import { ENGLISH, HARMLESS_ENGLISH } from "#worker/local-ai/exceptions/english";

/** Of a kind's added weights. */
const THRESHOLD = 1;
/** Of somebody who shouts, beside whatever else says that they are angry: alone it may be joy. */
const SHOUTING_WEIGHT = 0.5;
/** Who laughs or loves it means most of what sounds angry otherwise. */
const CHEERFUL_SHARE = 0.5;
const CHEERFUL =
  /\b(lol|haha\w*|hehe\w*|lmao|love (it|this|them)|best \w+ ever|thank you so much|obsessed)\b|😂|🤣|😍|🥰|❤|哈哈|嘻嘻|hhh|爱了|绝绝子|yyds|好评(!|如潮|必须)|太喜欢|回购/u;
const HAN = /\p{Script=Han}/u;
const SHOUTED = /\b[A-Z]{4,}\b(?:\W+\b[A-Z]{2,}\b){2,}|[!！]{2,}|[?？]{3,}|[?？][!！]|[!！][?？]/u;

/** @param text one message, in English, Chinese or both */
export function exceptionsIn(text: string): FoundException[] {
  const read = folded(text);
  const known = [...ENGLISH, ...(HAN.test(read) ? CHINESE : [])].filter(({ pattern }) => pattern.test(read));
  return EXCEPTION_KINDS.flatMap((kind) => {
    const ofKind = known.filter((signal) => signal.kind === kind);
    const base = kind === "anger" && ofKind.length > 0 && SHOUTED.test(text) ? SHOUTING_WEIGHT : 0;
    const share = kind === "anger" && CHEERFUL.test(read) ? CHEERFUL_SHARE : 1;
    const weight = share * ofKind.reduce((sum, signal) => sum + signal.weight, base);
    if (weight < THRESHOLD) return [];
    // What is enough by itself says it better than what hints at it.
    const telling = ofKind.filter((signal) => signal.weight >= THRESHOLD);
    return [{ kind, signs: [...new Set((telling.length > 0 ? telling : ofKind).map(({ sign }) => sign))] }];
  });
}

/** As the patterns read it, without what only looks like a signal. */
function folded(text: string): string {
  const even = text.normalize("NFKC").toLowerCase().replace(/[‘’]/gu, "'").replace(/\s+/gu, " ");
  return [...HARMLESS_ENGLISH, ...HARMLESS_CHINESE].reduce((rest, harmless) => rest.replace(harmless, " "), even);
}
