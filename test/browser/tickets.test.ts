/** Work that outlives a chat, from its beginning to its end. */
import { describe } from "vitest";
import { sharedStage } from "#test/browser/parts/stage";
import { ticketsTests } from "#test/browser/parts/tickets";

describe("tickets", () => {
  ticketsTests(sharedStage());
});
