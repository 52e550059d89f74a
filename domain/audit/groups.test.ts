import { expect, it } from "vitest";
import { AUDIT_ACTIONS } from "#domain/audit/actions";
import { actionsOf } from "#domain/audit/groups";
import { AUDIT_GROUPS } from "#protocol/constants";

it("each action is in exactly one group", () => {
  expect(AUDIT_GROUPS.flatMap(actionsOf).sort()).toEqual([...AUDIT_ACTIONS].sort());
});
