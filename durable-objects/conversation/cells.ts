/** What SQLite gives for a row, read with care: a column may be null, or of an earlier release. */

export type Cell = string | number | ArrayBuffer | null;
export type Row = Record<string, Cell>;

export function optionalText(cell: Cell | undefined): string | undefined {
  return typeof cell === "string" ? cell : undefined;
}

export function optionalNumber(cell: Cell | undefined): number | undefined {
  return typeof cell === "number" ? cell : undefined;
}

export function bytes(cell: Cell | undefined): Uint8Array {
  if (!(cell instanceof ArrayBuffer)) throw new TypeError("expected a blob");
  return new Uint8Array(cell);
}
