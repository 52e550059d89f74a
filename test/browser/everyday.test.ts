/** What happens every day and breaks easily, against one server: input methods, languages, foreign shops, assistive tools, policies. */
import { describe } from "vitest";
import { accessibilityTests } from "#test/browser/parts/accessibility";
import { auditTests } from "#test/browser/parts/audit";
import { demoStoreTests } from "#test/browser/parts/demo-store";
import { deskTests } from "#test/browser/parts/desk";
import { exceptionsTests } from "#test/browser/parts/exceptions";
import { foreignShopTests } from "#test/browser/parts/foreign-shop";
import { labelsTests } from "#test/browser/parts/labels";
import { pagePolicyTests } from "#test/browser/parts/page-policy";
import { slaTests } from "#test/browser/parts/sla";
import { sharedStage } from "#test/browser/parts/stage";
import { writingTests } from "#test/browser/parts/writing";

describe("every day", () => {
  const stage = sharedStage();
  writingTests(stage);
  deskTests(stage);
  demoStoreTests(stage);
  foreignShopTests(stage);
  accessibilityTests(stage);
  pagePolicyTests(stage);
  auditTests(stage);
  exceptionsTests(stage);
  labelsTests(stage);
  slaTests(stage);
});
