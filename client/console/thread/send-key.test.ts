import { describe, expect, it } from "vitest";
import { modName, sends } from "./send-key.ts";

const ENTER = {
  key: "Enter",
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 13,
};

describe("the key that sends", () => {
  it("is Enter, with Shift or Alt it is not", () => {
    expect(sends(ENTER, "enter")).toBe(true);
    expect(sends({ ...ENTER, ctrlKey: true }, "enter")).toBe(true);
    expect(sends({ ...ENTER, shiftKey: true }, "enter")).toBe(false);
    expect(sends({ ...ENTER, altKey: true }, "enter")).toBe(false);
    expect(sends({ ...ENTER, key: "a" }, "enter")).toBe(false);
  });

  it("is Ctrl or Cmd with Enter for who wants it so", () => {
    expect(sends(ENTER, "mod-enter")).toBe(false);
    expect(sends({ ...ENTER, ctrlKey: true }, "mod-enter")).toBe(true);
    expect(sends({ ...ENTER, metaKey: true }, "mod-enter")).toBe(true);
    expect(sends({ ...ENTER, metaKey: true, shiftKey: true }, "mod-enter")).toBe(false);
  });

  it("is none of an input method's own", () => {
    expect(sends({ ...ENTER, isComposing: true }, "enter")).toBe(false);
    expect(sends({ ...ENTER, keyCode: 229, ctrlKey: true }, "mod-enter")).toBe(false);
  });

  it("has the name that stands on the keyboard", () => {
    expect([modName("MacIntel"), modName("Win32")]).toEqual(["⌘", "Ctrl"]);
  });
});
