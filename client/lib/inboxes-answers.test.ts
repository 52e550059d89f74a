import { describe, expect, it } from "vitest";
import { inboxList as listContract, identitySecret as secretContract } from "#protocol/http-inboxes";
import { attempt } from "./decoder.ts";
import { identitySecret, inboxList } from "./inboxes-answers.ts";

const LISTS = [
  { items: [] },
  { items: [{ id: "web", name: "Web" }] },
  { items: [{ id: "web", name: "Web", lastSeenAt: "2027-01-15T08:00:00Z" }] },
  { items: [{ id: "a b", name: "Web" }] },
  { items: [{ id: "web" }] },
  { items: {} },
  {},
  null,
];
const SECRETS = [
  { secret: "s" },
  { secret: "s", previousValidUntil: "2027-01-15T08:00:00Z" },
  { secret: "s", previousValidUntil: "tomorrow" },
  { secret: "s", previousValidUntil: null },
  { secret: 1 },
  {},
];

describe("what the identification page is told", () => {
  it.each(LISTS)("takes inboxes as the contract does: %j", (input) => {
    expect(attempt(inboxList, input)).toEqual(listContract.safeParse(input).data);
  });

  it.each(SECRETS)("takes a secret as the contract does: %j", (input) => {
    expect(attempt(identitySecret, input)).toEqual(secretContract.safeParse(input).data);
  });
});
