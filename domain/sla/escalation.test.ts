import { describe, expect, it } from "vitest";
import { type Candidate, toldAt } from "#domain/sla/escalation";

const person = (id: string, role: Candidate["role"], change: Partial<Candidate> = {}): Candidate => ({
  ...{ id, role, teamIds: ["care"] },
  ...change,
});
const STAFF = [
  person("lin", "agent"),
  person("tom", "agent", { teamIds: ["after-sales"] }),
  person("gone", "agent", { suspendedAtMs: 1 }),
  person("far", "agent", { inboxIds: ["app"] }),
  person("chen", "supervisor"),
  person("wu", "supervisor", { teamIds: ["after-sales"] }),
  person("sara", "qa", { teamIds: [] }),
  person("gao", "admin", { teamIds: [] }),
];
const work = (change = {}) => ({ inboxId: "web", teamId: "care", assigneeId: "tom", ...change });

describe("who is told", () => {
  it("is whoever has it, or its team while nobody does", () => {
    expect(toldAt("agent", work(), STAFF)).toEqual(["tom"]);
    expect(toldAt("agent", work({ assigneeId: undefined }), STAFF)).toEqual(["lin"]);
    expect(toldAt("agent", work({ assigneeId: "far" }), STAFF)).toEqual([]);
  });
  it("is the team's supervisor, then any, then an administrator", () => {
    expect(toldAt("supervisor", work(), STAFF)).toEqual(["chen"]);
    expect(toldAt("supervisor", work({ teamId: "new" }), STAFF)).toEqual(["chen", "wu"]);
    expect(
      toldAt(
        "supervisor",
        work(),
        STAFF.filter(({ role }) => role !== "supervisor"),
      ),
    ).toEqual(["gao"]);
  });
  it("is quality control, or an administrator", () => {
    expect(toldAt("qa", work(), STAFF)).toEqual(["sara"]);
    expect(
      toldAt(
        "qa",
        work(),
        STAFF.filter(({ role }) => role !== "qa"),
      ),
    ).toEqual(["gao"]);
  });
});
