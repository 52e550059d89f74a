import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Access, mayGive, mayGivePermission, mayGiveRole } from "#domain/identity/grants";
import { permissionsOf, STAFF_PERMISSIONS } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { ROLES } from "#protocol/constants";

function giver(access: Partial<Access> = {}): AgentPrincipal {
  const { grants, inboxIds, ...rest } = access;
  return {
    type: "agent",
    id: "g",
    name: "G",
    sessionId: "s",
    expiresAtMs: 0,
    role: "admin",
    ...rest,
    teamIds: [...(access.teamIds ?? [])],
    ...(grants && { grants: [...grants] }),
    ...(inboxIds && { inboxIds: [...inboxIds] }),
  };
}

describe("the built-in administrator", () => {
  it("gives every permission of the staff, also those that no built-in role holds", () => {
    expect(STAFF_PERMISSIONS.filter((permission) => !mayGivePermission(giver(), permission))).toEqual([]);
    expect(ROLES.every((role) => mayGiveRole(giver(), { role }))).toBe(true);
  });

  it("is not whoever has a custom role that is based on it", () => {
    const custom = giver({ grants: ["account.manage", "role.manage"] });
    expect(mayGivePermission(custom, "personal.see")).toBe(false);
    expect(mayGiveRole(custom, { role: "admin" })).toBe(false);
    expect(mayGiveRole(custom, { role: "admin", grants: ["role.manage"] })).toBe(true);
  });
});

describe("scope", () => {
  const clerk = giver({ grants: ["account.manage"], teamIds: ["support"], inboxIds: ["web"] });
  const access = { role: "agent", grants: ["account.manage"], teamIds: [], inboxIds: ["web"] } as const;

  it("is given within one's own inboxes", () => {
    expect(mayGive(clerk, access)).toBe(true);
    expect(mayGive(clerk, { ...access, inboxIds: ["web", "outlet"] })).toBe(false);
    expect(mayGive(clerk, { ...access, inboxIds: undefined })).toBe(false);
  });

  it("is given within one's own teams, unless one sees all of them", () => {
    expect(mayGive(clerk, { ...access, teamIds: ["support"] })).toBe(true);
    expect(mayGive(clerk, { ...access, teamIds: ["after-sales"] })).toBe(false);
    const seer = giver({ ...clerk, grants: ["account.manage", "conversation.seeAllTeams"] });
    expect(mayGive(seer, { ...access, teamIds: ["after-sales"] })).toBe(true);
  });
});

const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c"));
const anyAccess: fc.Arbitrary<Access> = fc.record({
  role: fc.constantFrom(...ROLES),
  grants: fc.option(fc.subarray([...STAFF_PERMISSIONS]), { nil: undefined }),
  teamIds: ids,
  inboxIds: fc.option(ids, { nil: undefined }),
});

it("never lets anybody give what they do not hold, whoever they are", () => {
  fc.assert(
    fc.property(anyAccess, anyAccess, (own, given) => {
      const person = giver(own);
      if (own.role === "admin" && own.grants === undefined) return;
      if (!mayGive(person, given)) return;
      const held = permissionsOf(person);
      expect(permissionsOf(given).filter((permission) => !held.includes(permission))).toEqual([]);
      if (person.inboxIds !== undefined)
        expect(person.inboxIds).toEqual(expect.arrayContaining([...(given.inboxIds ?? ["?"])]));
    }),
  );
});

it("lets everybody give what they have themselves", () => {
  fc.assert(fc.property(anyAccess, (own) => mayGive(giver(own), own)));
});
