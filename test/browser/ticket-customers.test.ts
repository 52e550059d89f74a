/** Tickets and their customers. */
import { describe } from "vitest";
import { sharedStage } from "#test/browser/parts/stage";
import { ticketRepliesTests } from "#test/browser/parts/ticket-replies";
import { ticketRequestsTests } from "#test/browser/parts/ticket-requests";

describe("tickets and their customers", () => {
  const stage = sharedStage();
  ticketRepliesTests(stage);
  ticketRequestsTests(stage);
});
