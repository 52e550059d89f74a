import { describe, expect, it } from "vitest";
import { CSV_HEADER, csvLine, jsonLine } from "#domain/audit/export";
import type { AuditRow } from "#domain/audit/verify";

const row: AuditRow = {
  seq: 7,
  hash: "ab",
  id: "i",
  atMs: Date.UTC(2026, 10, 24, 18),
  actorType: "agent",
  actorId: "a",
  sessionId: null,
  origin: null,
  action: "role.changed",
  subjectType: "role",
  subjectId: "r",
  detail: '{"to":"x, y"}',
};

describe("a CSV line", () => {
  it("has a cell for each heading, and Excel knows its encoding", () => {
    expect(CSV_HEADER.startsWith("\uFEFFseq,")).toBe(true);
    expect(csvLine(row)).toBe(
      `7,${row.atMs},2026-11-24T18:00:00.000Z,agent,a,role.changed,role,r,"{""to"":""x, y""}",,,i,ab\r\n`,
    );
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("is no formula where it begins with %j", (actorId) => {
    expect(csvLine({ ...row, actorId })).toContain(`'${actorId}`);
  });

  it("keeps quotes and line ends within their cell", () => {
    expect(csvLine({ ...row, actorId: 'a"\r\n=b' })).toContain('"a""\r\n=b"');
  });
});

it("a JSON line is the row as it rests", () => {
  expect(JSON.parse(jsonLine(row))).toEqual(row);
  expect(jsonLine(row).indexOf("\n")).toBe(jsonLine(row).length - 1);
});
