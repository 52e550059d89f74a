/** The lines that an iCalendar file (RFC 5545) is made of. Pure. */

export interface ContentLine {
  /** In capitals, as its parameters are. */
  readonly name: string;
  readonly params: ReadonlyMap<string, string>;
  readonly value: string;
}

const LINE = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*):(.*)$/s;
const PARAM = /;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/g;

/** Whole again where they were folded; what is none of them is left out. */
export function contentLines(text: string): ContentLine[] {
  const unfolded = text
    .replace(/^\uFEFF/, "")
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll(/\n[ \t]/g, "");
  return unfolded.split("\n").flatMap((line) => {
    const [, name, params = "", value = ""] = LINE.exec(line) ?? [];
    return name === undefined ? [] : [{ name: name.toUpperCase(), params: paramsOf(params), value: value.trim() }];
  });
}

/** A text as its writer meant it, on one line. */
export function plainText(value: string): string {
  return value
    .replaceAll(/\\(.)/g, (_, sign: string) => (sign === "n" || sign === "N" ? " " : sign))
    .replaceAll(/\s+/g, " ")
    .trim();
}

function paramsOf(params: string): Map<string, string> {
  const found = [...params.matchAll(PARAM)];
  return new Map(
    found.map(([, name = "", value = ""]) => [name.toUpperCase(), value.replaceAll('"', "").toUpperCase()]),
  );
}
