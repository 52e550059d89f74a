import { describe, expect, it } from "vitest";
import { caps, hear, type Press, pressName } from "./keys.ts";
import { COMMANDS, keysOf } from "./table.ts";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 0 },
  ...more,
});

describe("what a press is called", () => {
  it.each([
    [press("j"), "j"],
    [press("J"), "j"],
    [press("?"), "?"],
    [press("k", { ctrlKey: true }), "mod+k"],
    [press("k", { metaKey: true }), "mod+k"],
    [press("ArrowDown"), "ArrowDown"],
    [press("j", { isComposing: true }), undefined],
    [press("Enter", { keyCode: 229 }), undefined],
    [press("j", { altKey: true }), undefined],
  ])("%o: %s", (given, name) => {
    expect(pressName(given)).toBe(name);
  });
});

describe("what is heard", () => {
  it("is a command of one key, or of a sequence", () => {
    expect(hear("e", undefined)).toEqual({ command: "resolve" });
    expect(hear("g", undefined)).toEqual({ pending: "g" });
    expect(hear("i", "g")).toEqual({ command: "goMine" });
    // Within a sequence the same key means something else.
    expect([hear("a", "g"), hear("a", undefined)]).toEqual([{ command: "goAll" }, { command: "accept" }]);
  });
  it("forgets a sequence that goes nowhere", () => {
    expect(hear("y", "g")).toEqual({});
    expect(hear("j", "g")).toEqual({ command: "next" });
  });
});

describe("the table", () => {
  it("gives no two commands the same keys, and no key of its own to what begins a sequence", () => {
    const all: string[] = COMMANDS.flatMap((command) => [...keysOf(command)]);
    expect(new Set(all).size).toBe(all.length);
    expect(all).not.toContain("g");
  });
  it("is written as the keys are called", () => {
    expect(caps("g i", false)).toEqual([["G"], ["I"]]);
    expect([caps("mod+k", true), caps("mod+k", false)]).toEqual([[["⌘", "K"]], [["Ctrl", "K"]]]);
  });
});
