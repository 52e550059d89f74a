import { describe, expect, it } from "vitest";
import { translateIn } from "#client/console/words.tsx";
import { ApiError } from "#client/lib/api.ts";
import { ERROR_CODES } from "#protocol/constants";
import { wordRefusal } from "./refusal.ts";

const t = translateIn("en");
const conflict = new ApiError("conflict", 409, "");

describe("a lost race", () => {
  it("is told to who wanted to take a conversation", () => {
    expect(wordRefusal("accept", conflict, { isFull: false }, t)).toBe(t("refused.taken"));
  });
  it("is not blamed on others when the agent has no free place", () => {
    expect(wordRefusal("accept", conflict, { isFull: true }, t)).toBe(t("refused.full"));
  });
  it("names the colleague who cannot take it now", () => {
    expect(wordRefusal("transfer", conflict, { isFull: true, to: "Bo" }, t)).toContain("Bo cannot take it now");
    expect(wordRefusal("transfer", conflict, { isFull: true }, t)).toBe(t("refused.moved"));
  });
});

describe("a refusal that says why", () => {
  const refusedFor = (reason: string, to?: string, isFull = false) =>
    wordRefusal("assign", new ApiError("conflict", 409, "", undefined, reason), { isFull, to }, t);

  it("is told as it is, whatever the screen would have one guess", () => {
    expect(refusedFor("taken", undefined, true)).toBe(t("refused.taken"));
    expect(refusedFor("agent_full")).toBe(t("refused.full"));
    expect(refusedFor("agent_full", "Bo")).toBe(t("refused.toFull", { to: "Bo" }));
    expect(refusedFor("agent_offline", "Bo")).toBe(t("refused.toOffline", { to: "Bo" }));
    expect(refusedFor("stale_epoch", "Bo")).toBe(t("refused.moved"));
    expect(refusedFor("wrong_status", "Bo")).toBe(t("refused.status"));
    expect(refusedFor("not_assigned")).toBe(t("refused.unassigned"));
    expect(refusedFor("tier_unserved")).toBe(t("refused.tierUnserved"));
    expect([refusedFor("time_passed"), refusedFor("time_too_far")]).toEqual([
      t("refused.timePassed"),
      t("refused.timeTooFar"),
    ]);
  });

  it("is told as before when the reason is of a later release", () => {
    expect(refusedFor("painted_over", "Bo")).toBe(t("refused.give", { to: "Bo" }));
    expect(refusedFor("toString")).toBe(t("refused.moved"));
  });
});

it("has words for every code, and for no answer at all, in both languages", () => {
  for (const translate of [t, translateIn("zh-CN")]) {
    for (const code of ERROR_CODES) {
      expect(wordRefusal("resolve", new ApiError(code, 400, ""), { isFull: false }, translate)).not.toBe("");
    }
    expect(wordRefusal("resolve", new TypeError(), { isFull: false }, translate)).toBe(
      translate("refused.unavailable"),
    );
  }
});
