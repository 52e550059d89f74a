/** From resolved to settled, in the eyes of the customer. */
import { describe } from "vitest";
import { closingTests } from "#test/browser/parts/closing";
import { sharedStage } from "#test/browser/parts/stage";

describe("closing", () => {
  closingTests(sharedStage());
});
