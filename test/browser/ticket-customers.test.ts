/** Tickets and their customers. */
import { describe } from "vitest";
import { sharedStage } from "#test/browser/parts/stage";
import { ticketRepliesTests } from "#test/browser/parts/ticket-replies";

describe("tickets and their customers", () => {
  ticketRepliesTests(sharedStage());
});
