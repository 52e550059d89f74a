import { describe, expect, it } from "vitest";
import { inMinutes, nextAt } from "./busy-until.ts";

const NOON = new Date(2027, 2, 3, 12, 0, 20).getTime();

describe("the time to be back", () => {
  it("is that many minutes ahead, in whole minutes", () => {
    expect(new Date(inMinutes(30, NOON))).toEqual(new Date(2027, 2, 3, 12, 30));
  });

  it("is the next time that the clock shows it", () => {
    expect(new Date(nextAt("14:30", NOON) ?? 0)).toEqual(new Date(2027, 2, 3, 14, 30));
    expect(new Date(nextAt("12:00", NOON) ?? 0)).toEqual(new Date(2027, 2, 4, 12, 0));
    expect(new Date(nextAt("09:15", NOON) ?? 0)).toEqual(new Date(2027, 2, 4, 9, 15));
  });

  it("is none of what is no time", () => {
    expect(nextAt("", NOON)).toBeUndefined();
    expect(nextAt("soon", NOON)).toBeUndefined();
  });
});
