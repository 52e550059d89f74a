import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SUPPORT_TIERS } from "#protocol/support-tiers";
import { bestTeam, type TeamOutlook, type TierTeam, teamsAsked } from "./choose-team.ts";

const team = (teamId: string, more: Partial<TierTeam> = {}): TierTeam => ({
  teamId,
  supportTier: 2,
  servesInbox: true,
  ...more,
});
const outlook = (teamId: string, more: Partial<TeamOutlook> = {}): TeamOutlook => ({
  teamId,
  isSomebodyIn: true,
  waiting: 0,
  ...more,
});

describe("the teams that may take work of a line", () => {
  it("are of that line and serve the inbox, and are not the one that has it", () => {
    const teams = [
      team("first", { supportTier: 1 }),
      team("second"),
      team("elsewhere", { servesInbox: false }),
      team("third", { supportTier: 3 }),
      team("also-second"),
    ];
    expect(teamsAsked(teams, { supportTier: 2, teamId: "first" })).toEqual(["second", "also-second"]);
    expect(teamsAsked(teams, { supportTier: 2, teamId: "second" })).toEqual(["also-second"]);
    expect(teamsAsked(teams, { supportTier: 3, teamId: "third" })).toEqual([]);
    expect(teamsAsked(teams, { supportTier: 1, teamId: "third" })).toEqual(["first"]);
  });
});

describe("of these", () => {
  it("somebody's being in comes before all else", () => {
    const gone = outlook("gone", { isSomebodyIn: false, expectedWaitMs: 0 });
    expect(bestTeam([gone, outlook("busy", { expectedWaitMs: 600_000, waiting: 9 })])).toBe("busy");
    expect(bestTeam([gone])).toBe("gone");
    expect(bestTeam([])).toBeUndefined();
  });

  it("the shortest wait comes next, where it is known of all of them", () => {
    const slow = outlook("slow", { expectedWaitMs: 60_000 });
    const quick = outlook("quick", { expectedWaitMs: 59_000, waiting: 5 });
    expect(bestTeam([slow, quick])).toBe("quick");
    expect(bestTeam([slow, quick, outlook("unknown", { waiting: 2 })])).toBe("slow");
    // Of those where nobody is in nothing has to be known.
    expect(bestTeam([slow, quick, outlook("gone", { isSomebodyIn: false })])).toBe("quick");
  });

  it("then where the least waits, then always the same one", () => {
    expect(bestTeam([outlook("a", { waiting: 2 }), outlook("b", { waiting: 1 })])).toBe("b");
    expect(bestTeam([outlook("b"), outlook("a")])).toBe("a");
  });
});

describe("whatever the teams are", () => {
  const outlooks = fc.uniqueArray(
    fc.record(
      {
        teamId: fc.string({ minLength: 1, maxLength: 3 }),
        isSomebodyIn: fc.boolean(),
        waiting: fc.nat(3),
        expectedWaitMs: fc.nat(3),
      },
      { requiredKeys: ["teamId", "isSomebodyIn", "waiting"] },
    ),
    { selector: ({ teamId }) => teamId, maxLength: 6 },
  );

  it("the answer is one of them, the same in any order, and none only where there is none", () => {
    fc.assert(
      fc.property(
        outlooks.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          const best = bestTeam(all);
          expect(bestTeam(shuffled)).toBe(best);
          expect(all.length === 0 ? undefined : all.map(({ teamId }) => teamId)).toSatisfy(
            (ids?: string[]) => ids?.includes(best ?? "") ?? best === undefined,
          );
        },
      ),
    );
  });

  it("nobody where nobody is in is chosen before somebody who is, and another one's leaving changes nothing among staffed ones", () => {
    fc.assert(
      fc.property(outlooks, (all) => {
        const best = all.find(({ teamId }) => teamId === bestTeam(all));
        if (all.some(({ isSomebodyIn }) => isSomebodyIn)) expect(best?.isSomebodyIn).toBe(true);
        const without = all.filter(({ teamId, isSomebodyIn }) => isSomebodyIn || teamId === best?.teamId);
        expect(bestTeam(without)).toBe(best?.teamId);
      }),
    );
  });

  it("those that may take it are of the line and never the one that has it", () => {
    const teams = fc.array(
      fc.record({
        teamId: fc.constantFrom("a", "b", "c", "d"),
        supportTier: fc.constantFrom(...SUPPORT_TIERS),
        servesInbox: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(teams, fc.constantFrom(...SUPPORT_TIERS), fc.constantFrom("a", "e"), (all, supportTier, teamId) => {
        const asked = teamsAsked(all, { supportTier, teamId });
        expect(asked).not.toContain(teamId);
        for (const id of asked) {
          expect(all).toContainEqual({ teamId: id, supportTier, servesInbox: true });
        }
      }),
    );
  });
});
