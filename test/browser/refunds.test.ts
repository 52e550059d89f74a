/** A refund over the limit, from the agent who asks to the supervisor who decides and back. */
import { describe } from "vitest";
import { refundTests } from "#test/browser/parts/refunds";
import { sharedStage } from "#test/browser/parts/stage";

describe("refunds", () => {
  refundTests(sharedStage());
});
