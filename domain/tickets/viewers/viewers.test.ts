import { describe, expect, it } from "vitest";
import { TICKET_LOOKING_MS, TICKET_TYPING_MS } from "#protocol/constants";
import { isNewsToOthers, NOBODY, othersThan, viewersAfter } from "./viewers.ts";

const ann = viewersAfter(NOBODY, "ann", "looking", 0);
const both = viewersAfter(ann, "ben", "looking", 1_000);

describe("who has a ticket open", () => {
  it("is whoever said so lately, but for the reader", () => {
    expect(othersThan("ann", both, 1_000)).toEqual([{ agentId: "ben", typing: false }]);
    expect(othersThan("cat", both, TICKET_LOOKING_MS - 1).map(({ agentId }) => agentId)).toEqual(["ann", "ben"]);
    expect(othersThan("cat", both, TICKET_LOOKING_MS).map(({ agentId }) => agentId)).toEqual(["ben"]);
    expect(othersThan("ben", viewersAfter(both, "ann", "left", 2_000), 2_000)).toEqual([]);
  });

  it("types for as long as they say so, whatever another window of theirs says", () => {
    const types = viewersAfter(both, "ben", "typing", 2_000);
    const looks = viewersAfter(types, "ben", "looking", 3_000);
    expect(othersThan("ann", looks, 3_000)).toEqual([{ agentId: "ben", typing: true }]);
    expect(othersThan("ann", looks, 2_000 + TICKET_TYPING_MS)).toEqual([{ agentId: "ben", typing: false }]);
  });

  it("is news when somebody comes, goes or types, not when they merely stay", () => {
    expect(isNewsToOthers(NOBODY, ann, "looking", 0)).toBe(true);
    expect(isNewsToOthers(both, viewersAfter(both, "ann", "looking", 2_000), "looking", 2_000)).toBe(false);
    expect(isNewsToOthers(both, viewersAfter(both, "ann", "typing", 2_000), "typing", 2_000)).toBe(true);
    expect(isNewsToOthers(both, viewersAfter(both, "ann", "left", 2_000), "left", 2_000)).toBe(true);
    expect(viewersAfter(NOBODY, "ann", "left", 0).size).toBe(0);
  });

  it("is noted up to a number, and those who are noted already stay", () => {
    let many = NOBODY;
    for (let each = 0; each < 30; each += 1) many = viewersAfter(many, `agent-${each}`, "looking", 0);
    expect(many.size).toBe(20);
    expect(viewersAfter(many, "agent-3", "typing", 1).get("agent-3")?.typingUntilMs).toBeGreaterThan(1);
  });
});
