/** Colleagues whom a note names: `@` and their whole name. Pure. */

interface Named {
  readonly id: string;
  readonly name: string;
}

export interface Piece {
  readonly text: string;
  /** It names somebody. */
  readonly isName: boolean;
  /** Where it begins. */
  readonly at: number;
}

/** Ids of those named, each once. @param agents everybody who could be */
export function mentionedIn(text: string, agents: readonly Named[]): string[] {
  const byName = Map.groupBy(agents, ({ name }) => name);
  const named = pieces(text, [...byName.keys()]).filter(({ isName }) => isName);
  // Of two of one name both are meant: better one too many than one who is never told.
  return [...new Set(named.flatMap(({ text: found }) => byName.get(found.slice(1))?.map(({ id }) => id) ?? []))];
}

/** The text in order, cut where names begin and end; of "Ann" and "Ann Lee" the longer counts. */
export function pieces(text: string, names: readonly string[]): Piece[] {
  const longest = names.filter((name) => name !== "").sort((a, b) => b.length - a.length);
  if (longest.length === 0) return [{ text, isName: false, at: 0 }];
  const anybody = new RegExp(`(@(?:${longest.map(escaped).join("|")})(?![\\p{L}\\p{N}])|@(?:${han(longest)}))`, "u");
  let end = 0;
  const cut = text.split(anybody).map((piece, index) => {
    const at = end;
    end += piece.length;
    return { text: piece, isName: index % 2 === 1, at };
  });
  return cut.filter(({ text: piece }) => piece !== "");
}

/** A Chinese name ends where it ends: the next word follows without a space. */
function han(names: readonly string[]): string {
  const chinese = names.filter((name) => /\p{Script=Han}$/u.test(name));
  return chinese.length === 0 ? "(?!)" : chinese.map(escaped).join("|");
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
