/** Rows of the audit log as files: JSON Lines to check the chain with, CSV to read. */
import type { AuditRow } from "#domain/audit/verify";

const COLUMNS = [
  "seq",
  "atMs",
  "at",
  "actorType",
  "actorId",
  "action",
  "subjectType",
  "subjectId",
  "detail",
  "sessionId",
  "origin",
  "id",
  "hash",
] as const;

/** Excel takes a CSV for UTF-8 only with it. */
const BYTE_ORDER_MARK = "\uFEFF";
/** What a spreadsheet takes for a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;

export const CSV_HEADER = `${BYTE_ORDER_MARK}${COLUMNS.join(",")}\r\n`;

/** One record with its line end (RFC 4180); nothing in it is taken for a formula. */
export function csvLine(row: AuditRow): string {
  const cells: Record<(typeof COLUMNS)[number], string | number | null> = {
    ...row,
    at: new Date(row.atMs).toISOString(),
  };
  return `${COLUMNS.map((column) => cell(cells[column])).join(",")}\r\n`;
}

/** One row as it rests, which is what the hashes are over. */
export function jsonLine(row: AuditRow): string {
  return `${JSON.stringify(row)}\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
