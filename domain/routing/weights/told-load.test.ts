import { expect, it } from "vitest";
import { toldLoad } from "#domain/routing/weights/told-load";

it.each([
  [0, { load: 0 }],
  [2, { load: 2 }],
  [0.01, { load: 1, exactLoad: 0.01 }],
  [1.75, { load: 2, exactLoad: 1.75 }],
])("%d places are told whole, and exactly where that is another number", (places, told) => {
  expect(toldLoad(places)).toEqual(told);
});
