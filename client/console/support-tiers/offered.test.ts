import { describe, expect, it } from "vitest";
import type { AgentSummary, TeamSummary } from "#protocol/http";
import { SUPPORT_TIERS, type SupportTier } from "#protocol/support-tiers";
import { nextTier, offeredTiers, offeredToMany, tierIn, tierValue } from "./offered.ts";

const team = (id: string, supportTier: SupportTier): TeamSummary => ({ id, name: id, supportTier });
const person = (teamIds: string[], more: Partial<AgentSummary> = {}): AgentSummary => ({
  id: teamIds.join(),
  name: "Lena",
  role: "agent",
  teamIds,
  takesWork: true,
  status: "offline",
  ...more,
});
const work = { teamId: "care", inboxId: "web" };
const care = team("care", 1);
const experts = team("experts", 2);
const offered = (teams: TeamSummary[], agents: AgentSummary[], of = work) =>
  offeredTiers({ teams, agents }, of).map(({ tier, teams: ofTier }) => [tier, ...ofTier.map(({ id }) => id)]);

describe("the lines of support that are offered", () => {
  it("are those that another team of has somebody for the inbox, whoever is in", () => {
    const teams = [experts, care, team("kilns", 3), team("glazes", 2), team("returns", 1)];
    const agents = [person(["care", "experts"]), person(["glazes", "kilns"])];
    expect(offered(teams, agents)).toEqual([
      [2, "experts", "glazes"],
      [3, "kilns"],
    ]);
    expect(offered(teams, agents, { ...work, teamId: "experts" })).toEqual([
      [1, "care"],
      [2, "glazes"],
      [3, "kilns"],
    ]);
  });

  it("are none where all teams are of one", () => {
    expect(offered([care, team("returns", 1)], [person(["care", "returns"])])).toEqual([]);
    expect(offered([experts, team("glazes", 2)], [person(["experts", "glazes"])])).toEqual([]);
    expect(offered([], [])).toEqual([]);
  });

  it("are not those of teams that nobody is in who may have it", () => {
    const teams = [care, experts];
    for (const more of [{ takesWork: false }, { inboxIds: ["outlet"] }]) {
      expect(offered(teams, [person(["experts"], more), person(["care"])])).toEqual([]);
    }
    expect(offered(teams, [person(["experts"], { inboxIds: ["outlet", "web"] })])).toEqual([[2, "experts"]]);
  });
});

it("the next line is the lowest above the one that has the work", () => {
  const teams = [care, experts, team("kilns", 3), team("returns", 1)];
  const agents = [person(["care", "experts", "kilns", "returns"])];
  expect(nextTier({ teams, agents }, work)).toBe(2);
  expect(nextTier({ teams, agents }, { ...work, teamId: "experts" })).toBe(3);
  expect(nextTier({ teams, agents }, { ...work, teamId: "kilns" })).toBeUndefined();
  expect(nextTier({ teams, agents: [person(["care", "kilns"])] }, work)).toBe(3);
  expect(nextTier({ teams, agents }, { ...work, teamId: "gone" })).toBeUndefined();
});

describe("the lines that many are offered", () => {
  const glazes = team("glazes", 2);
  const directory = {
    teams: [care, experts, glazes],
    agents: [person(["care", "experts"]), person(["glazes"], { inboxIds: ["outlet"] })],
  };
  const ofMany = (...works: (typeof work)[]) =>
    offeredToMany(directory, works).map(({ tier, teams }) => [tier, ...teams.map(({ id }) => id)]);

  it("are those of any of them, each with all teams that one of them may go to", () => {
    expect(ofMany(work, work)).toEqual([[2, "experts"]]);
    expect(ofMany({ ...work, inboxId: "outlet" }, work)).toEqual([[2, "experts", "glazes"]]);
    expect(ofMany(work, { ...work, teamId: "experts" })).toEqual([
      [1, "care"],
      [2, "experts"],
    ]);
  });

  it("are those of one where there is one, and none of none", () => {
    for (const one of [work, { ...work, teamId: "experts" }, { ...work, inboxId: "outlet" }])
      expect(offeredToMany(directory, [one])).toEqual(offeredTiers(directory, one));
    expect(ofMany()).toEqual([]);
  });
});

it("a choice of a line is told from one of a person or a team", () => {
  for (const tier of SUPPORT_TIERS) expect(tierIn(tierValue(tier))).toBe(tier);
  for (const value of ["tier:4", "tier:", "team:2", "agent:tier:2", "", null]) expect(tierIn(value)).toBeUndefined();
});
