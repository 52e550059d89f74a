/** Which of the signals written by hand a message gives. The model weighs them among all else that it sees. */
import { CHINESE, HARMLESS_CHINESE } from "#worker/local-ai/exceptions/chinese";
import { ENGLISH, HARMLESS_ENGLISH } from "#worker/local-ai/exceptions/english";
import { ends, folded } from "#worker/local-ai/exceptions/folded";
import type { Signal } from "#worker/local-ai/exceptions/signal";

const CHEERFUL =
  /\b(lol|haha\w*|hehe\w*|lmao|love (it|this|them)|best \w+ ever|thank you so much|obsessed)\b|😂|🤣|😍|🥰|❤|哈哈|嘻嘻|hhh|爱了|绝绝子|yyds|好评(!|如潮|必须)|太喜欢|回购/u;
const HAN = /\p{Script=Han}/u;
const SHOUTED = /\b[A-Z]{4,}\b(?:\W+\b[A-Z]{2,}\b){2,}/u;

/** @returns a name for each, as features have them */
export function signalsOf(text: string): string[] {
  const read = folded(text);
  const plain = [...HARMLESS_ENGLISH, ...HARMLESS_CHINESE].reduce(
    (rest, harmless) => rest.replace(harmless, " "),
    read,
  );
  const known = [...ENGLISH, ...(HAN.test(plain) ? CHINESE : [])].filter(({ pattern }) => pattern.test(plain));
  const names = new Set(known.map(nameOf));
  if (CHEERFUL.test(read)) names.add("cheerful");
  if (SHOUTED.test(ends(text))) names.add("shouted");
  return [...names];
}

const nameOf = ({ sign, weight }: Signal) => `${sign} ${weight}`;
