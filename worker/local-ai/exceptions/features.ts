/** What the model looks at in a message: its words, their parts and neighbours, and signals, each hashed to a number. */
import { folded } from "#worker/local-ai/exceptions/folded";
import { hashOf } from "#worker/local-ai/exceptions/hash";
import { signalsOf } from "#worker/local-ai/exceptions/signals-of";

/** Features are below it: so many that two which matter are seldom the same. */
export const FEATURES = 1 << 22;

const WORDS_AND_RUNS = /\p{Script=Han}+|[\p{L}\p{N}']+|[!?]+|\p{Extended_Pictographic}/gu;
const HAN = /\p{Script=Han}/u;
const LONGEST_WORD = 24;

type Add = (feature: string) => void;

/** @returns of one message, each once, in order */
export function featuresOf(text: string): Uint32Array {
  const read = folded(text)
    .replace(/\d/g, "0")
    .replace(/(.)\1{2,}/gu, "$1$1$1");
  const features = new Set<number>();
  const add: Add = (feature) => features.add(hashOf(feature) % FEATURES);
  for (const signal of signalsOf(text)) add(`s ${signal}`);
  let [before, earlier] = ["^", "^"];
  for (const [part] of read.matchAll(WORDS_AND_RUNS)) {
    if (HAN.test(part)) {
      addHan(part, add);
      before = "#";
      continue;
    }
    const word = part.slice(0, LONGEST_WORD);
    add(`w ${word}`);
    add(`b ${before} ${word}`);
    add(`k ${earlier} ${word}`);
    addParts(word, add);
    [before, earlier] = [word, before];
  }
  add(`b ${before} $`);
  return Uint32Array.from(features).sort();
}

/** Of a run of Han characters: each, each two, three and four in a row, and each two with one or two others between. */
function addHan(run: string, add: Add): void {
  const characters = [...run];
  for (let at = 0; at < characters.length; at += 1)
    for (let size = 1; size <= 4 && at + size <= characters.length; size += 1)
      add(`h${characters.slice(at, at + size).join("")}`);
  for (let at = 0; at + 2 < characters.length; at += 1) {
    add(`k${characters[at]}${characters[at + 2]}`);
    if (at + 3 < characters.length) add(`l${characters[at]}${characters[at + 3]}`);
  }
}

/** Of a word: each three to five letters in a row, where its ends are letters too. */
function addParts(word: string, add: Add): void {
  const padded = `<${word}>`;
  for (let size = 3; size <= 5; size += 1)
    for (let at = 0; at + size <= padded.length; at += 1) add(`c${padded.slice(at, at + size)}`);
}

/** How much each of so many features counts: long messages have many of which few tell, but more of those, too. */
export const shareOf = (count: number) => 3 / Math.sqrt(count + 6);
