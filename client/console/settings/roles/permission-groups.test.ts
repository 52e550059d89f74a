import { describe, expect, it } from "vitest";
import { STAFF_PERMISSIONS } from "#domain/identity/permissions";
import { inGroups, wordsOf } from "./permission-groups.ts";

const rows = STAFF_PERMISSIONS.map((name) => ({ name, roles: [], mayGive: true }));

describe("the table of permissions", () => {
  it("has words for each permission that staff can hold", () => {
    expect(STAFF_PERMISSIONS.filter((name) => wordsOf(name) === undefined)).toEqual([]);
  });

  it("shows each in one group, and none among the others", () => {
    const groups = inGroups(rows);
    expect(groups.flatMap(({ permissions }) => permissions.map(({ name }) => name)).sort()).toEqual(
      [...STAFF_PERMISSIONS].sort(),
    );
    expect(groups.map(({ group }) => group)).not.toContain("roles.group.other");
  });

  it("still shows one that a newer server brings", () => {
    const added = { name: "weather.forecast", roles: [], mayGive: true };
    expect(inGroups([added])).toEqual([{ group: "roles.group.other", permissions: [added] }]);
    expect(wordsOf("weather.forecast")).toBeUndefined();
    expect(wordsOf("toString")).toBeUndefined();
  });
});
