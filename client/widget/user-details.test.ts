import { expect, it } from "vitest";
import { identityIn } from "./user-details.ts";

it.each([
  ["a token", ["c-1", { identityToken: "t" }], { identifier: "c-1", identityToken: "t" }],
  ["a token alone, which names its customer", [undefined, { identityToken: "t" }], { identityToken: "t" }],
  [
    "a hash with what is known",
    [7, { identifierHash: "h", name: "N" }],
    { identifier: "7", identifierHash: "h", name: "N" },
  ],
  ["an identifier that nobody vouches for", ["c-1", { name: "N" }], undefined],
  ["a hash of nothing", ["", { identifierHash: "h" }], undefined],
  ["a name that is none", ["c-1", { identityToken: "t", name: {} }], undefined],
  ["nothing", [undefined, undefined], undefined],
  ["words", ["c-1", "t"], undefined],
])("%s", (_, [identifier, details], identity) => {
  expect(identityIn(identifier, details)).toEqual(identity);
});
