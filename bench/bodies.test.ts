import * as fc from "fast-check";
import { expect, test } from "vitest";
import { text } from "#protocol/vocabulary";
import { BODY_BYTES, bodyOf, markersOf } from "./bodies.ts";

const token = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 8, maxLength: 8 });

test("a body has exactly 200 bytes, is text by the protocol, and holds both markers of its run", () => {
  return fc.assert(
    fc.property(token, fc.nat(9_999), fc.nat(9_999_999), (run, lane, index) => {
      const body = bodyOf(markersOf(run), lane, index);
      expect(new TextEncoder().encode(body)).toHaveLength(BODY_BYTES);
      expect(text.safeParse(body).success).toBe(true);
      for (const marker of markersOf(run)) expect(body).toContain(marker);
    }),
  );
});

test("no two messages have the same body", () => {
  const markers = markersOf("0f1e2d3c");
  const bodies = new Set<string>();
  for (let lane = 0; lane < 30; lane++)
    for (let index = 0; index < 130; index++) bodies.add(bodyOf(markers, lane, index));
  expect(bodies.size).toBe(30 * 130);
});
