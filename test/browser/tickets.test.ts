/** Work that outlives a chat, from its beginning to its end. */
import { describe } from "vitest";
import { slaBoxTests } from "#test/browser/parts/sla-box";
import { sharedStage } from "#test/browser/parts/stage";
import { ticketsTests } from "#test/browser/parts/tickets";

describe("tickets", () => {
  const stage = sharedStage();
  ticketsTests(stage);
  slaBoxTests(stage);
});
