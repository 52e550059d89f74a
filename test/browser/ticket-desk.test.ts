/** What people do with tickets in the console. */
import { describe } from "vitest";
import { sharedStage } from "#test/browser/parts/stage";
import { ticketDeskTests } from "#test/browser/parts/ticket-desk";

describe("the desk of tickets", () => {
  ticketDeskTests(sharedStage());
});
