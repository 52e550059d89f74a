import { describe, expect, it } from "vitest";
import { TICKET_ENTRY_KINDS } from "#protocol/constants";
import { iconOf } from "./entry-icon.ts";

describe("the sign of an entry", () => {
  it("is there for whatever can happen", () => {
    for (const kind of TICKET_ENTRY_KINDS) expect(iconOf({ kind, changes: [] })).not.toBe("");
  });

  it("tells of a change what was changed", () => {
    const of = (field: string) => iconOf({ kind: "changed", changes: [{ field, to: "x" }] });
    expect([of("status"), of("assigneeId"), of("subTicket"), of("fields.serial")]).toEqual([
      "check",
      "person",
      "sub",
      "edit",
    ]);
  });

  it("is of the first of several changes, and of what else happened by its kind", () => {
    const changes = [
      { field: "dueAtMs", to: "1" },
      { field: "status", to: "open" },
    ];
    expect(iconOf({ kind: "changed", changes })).toBe("clock");
    expect(iconOf({ kind: "transferred", changes: [{ field: "assigneeId", to: "a" }] })).toBe("transfer");
  });
});
