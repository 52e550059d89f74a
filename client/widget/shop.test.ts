import fc from "fast-check";
import { expect, it } from "vitest";
import { INBOX_POSITIONS, LOCALES, TEAM_STATES } from "#protocol/constants";
import { widgetInbox } from "#protocol/http-widget-inbox";
import { shopOf } from "./shop.ts";

const text = fc.string({ maxLength: 20 });
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(value, fc.constant(undefined));
const wrong = fc.constantFrom<unknown>(null, 1, "", [], {}, true);
const often = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: wrong });

const inbox = fc.record(
  {
    id: often(fc.oneof(fc.constant("web"), fc.string({ maxLength: 70 }))),
    shopName: often(text),
    position: often(fc.constantFrom(...INBOX_POSITIONS, "middle")),
    team: often(
      fc.record(
        {
          people: often(fc.array(fc.record({ id: text, name: text }), { maxLength: 3 })),
          state: often(fc.constantFrom(...TEAM_STATES, "asleep")),
          opensAt: often(maybe(fc.constantFrom("2026-11-30T09:00:00Z", "2026-02-31T09:00:00Z", "Monday"))),
          usualReplySeconds: often(maybe(fc.oneof(fc.nat(), fc.constantFrom(-1, 0.5)))),
        },
        { requiredKeys: ["people", "state"] },
      ),
    ),
    logoUrl: often(maybe(text)),
    accent: often(maybe(fc.constantFrom("#3a55d0", "#3A55D0", "red"))),
    greeting: often(maybe(fc.dictionary(fc.constantFrom(...LOCALES), text))),
    privacyUrl: often(maybe(text)),
  },
  { requiredKeys: ["id", "shopName", "position", "team"] },
);

it("takes and refuses of an inbox what the contract does, and gives the same", () => {
  fc.assert(
    fc.property(fc.oneof(inbox, fc.jsonValue()), (input) => {
      expect(shopOf(input)).toEqual(widgetInbox.safeParse(input).data);
    }),
    { numRuns: 3_000 },
  );
});
