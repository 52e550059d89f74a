import { describe, expect, it } from "vitest";
import { ApiError } from "#client/lib/api.ts";
import { isSignedOut, safeReturn } from "./session-ended.ts";

describe("where signing in leads back to", () => {
  it("is a path of the console", () => {
    expect(safeReturn("/inbox/mine/0193a5b0?x=1")).toBe("/inbox/mine/0193a5b0?x=1");
  });
  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
    undefined,
    ["/inbox"],
  ])("is never %s", (returnTo) => expect(safeReturn(returnTo)).toBeUndefined());
  it("is not the sign-in page itself", () => {
    expect(safeReturn("/sign-in?returnTo=%2Fsign-in")).toBeUndefined();
  });
});

it("takes only the server's word for a session that ended, not a lost network", () => {
  expect(isSignedOut(new ApiError("unauthenticated", 401, ""))).toBe(true);
  expect(isSignedOut(new ApiError("unavailable", 0, ""))).toBe(false);
  expect(isSignedOut(new TypeError("fetch failed"))).toBe(false);
});
