import { describe, expect, it } from "vitest";
import { AUDIT_ACTIONS, AUDIT_SUBJECTS } from "#domain/audit/actions";
import { AUDIT_GROUPS, ROLES } from "#protocol/constants";
import { auditWords } from "./console-audit.ts";

describe("the words of the audit log", () => {
  const keys = Object.keys(auditWords.en);

  it.each([
    ["audit.say.", AUDIT_ACTIONS],
    ["audit.what.", AUDIT_SUBJECTS],
    ["audit.group.", AUDIT_GROUPS],
    ["audit.role.", ROLES],
  ])("%s… lack nothing that the log can tell of", (prefix, names) => {
    expect(names.filter((name) => !keys.includes(prefix + name))).toEqual([]);
  });
});
