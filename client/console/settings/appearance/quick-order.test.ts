import { describe, expect, it } from "vitest";
import { moved, toggled } from "./quick-order.ts";

describe("the quick bar", () => {
  it("takes an action at its end and lets one go", () => {
    expect(toggled(["canned"], "emoji")).toEqual(["canned", "emoji"]);
    expect(toggled(["canned", "emoji"], "canned")).toEqual(["emoji"]);
  });

  it("is put in another order, as far as it goes", () => {
    expect(moved(["canned", "emoji", "mention"], 2, -1)).toEqual(["canned", "mention", "emoji"]);
    expect(moved(["canned", "emoji"], 0, 1)).toEqual(["emoji", "canned"]);
    expect(moved(["canned", "emoji"], 0, -1)).toEqual(["canned", "emoji"]);
    expect(moved(["canned", "emoji"], 1, 1)).toEqual(["canned", "emoji"]);
  });
});
