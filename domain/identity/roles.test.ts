import { describe, expect, it } from "vitest";
import { GRANTED_PERMISSIONS, holds, STAFF_PERMISSIONS } from "#domain/identity/permissions";
import { isBuiltInName, normalPermissions, roleNameKey } from "#domain/identity/roles";

describe("what a role ticks", () => {
  it("stands in the table's order, once, with what no role lacks", () => {
    const ticked = ["conversation.read", "account.manage", "conversation.read"];
    expect(normalPermissions(ticked)).toEqual(["account.own", "account.manage", "conversation.read"]);
    expect(normalPermissions([...STAFF_PERMISSIONS].reverse())).toEqual(STAFF_PERMISSIONS);
  });

  it("is nothing that is a customer's alone, or none", () => {
    const customers = GRANTED_PERMISSIONS.filter((name) => !STAFF_PERMISSIONS.includes(name));
    expect(customers.every((name) => holds("contact", name))).toBe(true);
    for (const name of [...customers, "public", "internal", "toString", ""])
      expect([name, normalPermissions([name])]).toEqual([name, undefined]);
  });
});

describe("names", () => {
  it("are the same whatever their case, width or spaces", () => {
    for (const name of ["Night Shift", " night  shift ", "NIGHT\u3000SHIFT", "Ｎｉｇｈｔ Ｓｈｉｆｔ"])
      expect(roleNameKey(name)).toBe("night shift");
    expect(roleNameKey("夜班")).not.toBe(roleNameKey("早班"));
  });

  it("of the built-in roles are theirs", () => {
    expect(["Admin", " qa ", "SUPERVISOR"].every(isBuiltInName)).toBe(true);
    expect(isBuiltInName("admins")).toBe(false);
  });
});
