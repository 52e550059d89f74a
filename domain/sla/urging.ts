/**
 * Whether a customer asks again for an answer that has not come. Words alone are none of it: "有人吗" begins many a
 * conversation. It takes an earlier message that nobody answered, and then the same question, or a call for somebody.
 */

/** Calls for somebody or for news, as the whole of a message or its main point. */
const CALLS: readonly RegExp[] = [
  // Chinese
  /(有|没有?)人(在|吗|嘛|么|啊|回|理)/u,
  /在(吗|嘛|么|不在|不)[\p{P}\s]*$/u,
  /^(人|客服)(呢|在哪|去哪)/u,
  /(怎么|咋|为什么|为啥)(还|都|一直)?(不|没|没有)(人)?(回复?|理|反应|消息|处理)/u,
  /(还|都)(没|没有|不)(人)?(回复|处理|答复|解决|结果|消息)/u,
  /(等|催)(了|你们)?(好久|半天|很久|多久|这么久|那么久|几个?小时|几天|一天|一上午|一下午)/u,
  /(快|赶紧|尽快|麻烦)(点|一点|些)?(回复?|处理|解决|答复)(一下|我)?/u,
  /(什么时候|啥时候|几时|多久)(才)?(能)?(回复|处理好?|解决|答复|给(我)?(个)?(结果|答复|说法))/u,
  /(有(什么)?|有没有)(进展|消息|结果|回复|下文)/u,
  /^(催一下|催单|催催|再催|急+)[\p{P}\s]*$/u,
  // English
  /\b(any(body|one)|somebody|someone) (there|here|home|reading|alive|around|listening)\b/u,
  /\b(are|r) (you|u) (still )?(there|here|around)\b/u,
  /\bany (news|updates?|progress|reply|answer|response|word)\b/u,
  /\b(still|been) (waiting|no (answer|reply|response|news))\b/u,
  /\bstill (have ?n[o']?t|has ?n[o']?t|did ?n[o']?t|not|nothing|no one|nobody)\b/u,
  /\bwaiting (for )?(ages|hours|days|so long|too long|an hour|over)\b/u,
  /\b(no one|nobody) (is )?(answer|reply|respond|help)(s|ing|ed)?\b/u,
  /\b(please|pls|plz) (reply|answer|respond|hurry)\b/u,
  /\b(why|when) (are|is|will|do|does|did) (you|u|someone|somebody|anybody|anyone|no one|nobody)( not| n't)? (get back|repl|answer|respond)/u,
  /\b(follow(ing)? up|chasing|bump|asap|hurry up)\b/u,
  /^(hello|hi|hey)[\s\p{P}]*(hello|hi|hey)?[\s\p{P}]*\?+\s*$/u,
];
/** Nothing but marks: "???" */
const MARKS = /^[?？!！.。…\s]{1,40}$/u;
/** Longer ones have something to say of their own, whatever call stands in them. */
const MAX_CALL_CHARS = 80;
/** Of two wordings: as many of their pairs of letters are the same, in shares of all. */
const ALIKE = 0.8;
/** Shorter ones are alike by chance: "ok", "好的". */
const MIN_QUESTION_CHARS = 4;

/**
 * @param text what the customer writes
 * @param unanswered what they wrote before it since somebody answered last, in order
 */
export function isUrging(text: string, unanswered: readonly string[]): boolean {
  if (unanswered.length === 0) return false;
  const plain = plainOf(text);
  if (MARKS.test(text.trim())) return /[?？]/u.test(text);
  if (plain.length <= MAX_CALL_CHARS && CALLS.some((call) => call.test(plain))) return true;
  return (
    plain.length >= MIN_QUESTION_CHARS && unanswered.some((earlier) => similarity(plain, plainOf(earlier)) >= ALIKE)
  );
}

/** One form of what is written in several: width, case, spaces, typographic marks. */
function plainOf(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("’", "'").replace(/\s+/gu, " ").trim();
}

/** Sørensen–Dice coefficient of the pairs of letters (https://doi.org/10.2307/1932409), marks and spaces apart: 0 to 1. */
function similarity(one: string, other: string): number {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const count = (pairs: ReadonlyMap<string, number>) => [...pairs.values()].reduce((sum, times) => sum + times, 0);
  const all = count(a) + count(b);
  if (all === 0) return 0;
  let shared = 0;
  for (const [pair, times] of a) shared += Math.min(times, b.get(pair) ?? 0);
  return (2 * shared) / all;
}

function pairsOf(text: string): ReadonlyMap<string, number> {
  const letters = [...text.replace(/[^\p{L}\p{N}]/gu, "")];
  const pairs = new Map<string, number>();
  for (const [index, letter] of letters.entries()) {
    const pair = letter + (letters[index + 1] ?? "");
    if (index + 1 < letters.length) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}
