/** How colleagues meet over a ticket in the console. */
import { describe } from "vitest";
import { sharedStage } from "#test/browser/parts/stage";
import { ticketColleaguesTests } from "#test/browser/parts/ticket-colleagues";

describe("colleagues over a ticket", () => {
  ticketColleaguesTests(sharedStage());
});
