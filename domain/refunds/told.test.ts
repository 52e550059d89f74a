import { expect, it } from "vitest";
import type { Candidate } from "#domain/sla/escalation";
import { approversOf } from "./told.ts";

const person = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  role: "supervisor",
  teamIds: [],
  ...more,
});
const where = { inboxId: "web", teamId: "care", askedBy: "li" };

it("those of the ticket's team decide, whoever asked left out", () => {
  const staff = [person("li", { teamIds: ["care"] }), person("mo", { teamIds: ["care"] }), person("other")];
  expect(approversOf(where, staff)).toEqual(["mo"]);
});

it("all who may are told where the team has nobody", () => {
  const staff = [
    person("agent", { role: "agent", teamIds: ["care"] }),
    person("gone", { teamIds: ["care"], suspendedAtMs: 1 }),
    person("elsewhere", { teamIds: ["care"], inboxIds: ["app"] }),
    person("lead", { teamIds: ["sales"] }),
    person("admin", { role: "admin" }),
    person("custom", { role: "agent", grants: ["ticket.read", "refund.approve"] }),
  ];
  expect(approversOf(where, staff)).toEqual(["lead", "admin", "custom"]);
});
