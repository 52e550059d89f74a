import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEATURES } from "#worker/local-ai/exceptions/features";
import { packedVocabulary, placesIn, unpackedVocabulary } from "#worker/local-ai/exceptions/vocabulary";

const features = fc
  .uniqueArray(fc.integer({ min: 0, max: FEATURES - 1 }))
  .map((some) => Uint32Array.from(some.toSorted((a, b) => a - b)));

describe("a vocabulary", () => {
  it("is the same after it was packed", () => {
    fc.assert(
      fc.property(features, (some) => {
        expect(unpackedVocabulary(packedVocabulary(some))).toEqual(some);
      }),
    );
  });

  it("says where those of a message stand that it knows", () => {
    fc.assert(
      fc.property(features, features, (vocabulary, message) => {
        const known = [...message].filter((feature) => vocabulary.includes(feature));
        const places = [...placesIn(vocabulary, message)];
        expect(places.map((at) => vocabulary[at])).toEqual(known);
      }),
    );
  });
});
