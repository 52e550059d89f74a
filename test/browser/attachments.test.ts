/** Files of tickets. */
import { describe } from "vitest";
import { attachmentsTests } from "#test/browser/parts/attachments";
import { sharedStage } from "#test/browser/parts/stage";

describe("attachments", () => {
  attachmentsTests(sharedStage());
});
