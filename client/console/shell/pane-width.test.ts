import { describe, expect, it } from "vitest";
import { keyedWidth, LIST_PANE, readWidth } from "./pane-width.ts";

describe("the width of a pane", () => {
  it.each([
    ["300", 300],
    ["300.4", 300],
    [undefined, 320],
    ["", 320],
    ["wide", 320],
    ["12", 320],
    ["99999", 320],
  ])("kept as %s is %s", (kept, expected) => {
    expect(readWidth(kept, LIST_PANE)).toBe(expected);
  });
  it("moves by keys, within its bounds, the way the arrow points", () => {
    expect(keyedWidth("ArrowRight", 320, LIST_PANE, 1)).toBe(336);
    expect(keyedWidth("ArrowRight", 320, LIST_PANE, -1)).toBe(304);
    expect(keyedWidth("ArrowLeft", 262, LIST_PANE, 1)).toBe(LIST_PANE.min);
    expect(keyedWidth("Home", 320, LIST_PANE, 1)).toBe(LIST_PANE.min);
    expect(keyedWidth("End", 320, LIST_PANE, 1)).toBe(LIST_PANE.max);
    expect(keyedWidth("a", 320, LIST_PANE, 1)).toBeUndefined();
  });
});
