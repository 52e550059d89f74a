import { expect, it } from "vitest";
import type { PermissionRow } from "#protocol/http-roles";
import { basedOn, draftOf, newRole, toggled } from "./draft.ts";

const permissions: PermissionRow[] = [
  { name: "account.own", roles: ["agent", "admin"], always: true, mayGive: true },
  { name: "conversation.read", roles: ["agent", "admin"], mayGive: true },
  { name: "conversation.reply", roles: ["agent"], mayGive: false },
  { name: "audit.read", roles: ["admin"], mayGive: true },
];

it("begins with what the role holds that it is based on, as far as one may give it", () => {
  expect([...newRole(permissions).ticked]).toEqual(["account.own", "conversation.read"]);
  expect([...basedOn("admin", permissions)]).toEqual(["account.own", "conversation.read", "audit.read"]);
  expect([...basedOn("qa", permissions)]).toEqual(["account.own"]);
});

it("is ticked and unticked without touching the draft of before", () => {
  const role = { id: "r", version: 3, name: "N", role: "qa", permissions: ["audit.read"] } as const;
  const before = draftOf({ ...role, permissions: [...role.permissions], people: 0, invited: 0, mayChange: true });
  const after = toggled(toggled(before, "conversation.read"), "audit.read");
  expect([...before.ticked]).toEqual(["audit.read"]);
  expect([...after.ticked]).toEqual(["conversation.read"]);
  expect(after.known).toEqual({ id: "r", version: 3 });
});
