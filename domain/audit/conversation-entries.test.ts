import { describe, expect, it } from "vitest";
import type { AuditActor } from "#domain/audit/actions";
import { entryOfMove } from "#domain/audit/conversation-entries";
import type { Assignment } from "#domain/conversations/status";

const lena: AuditActor = { type: "agent", id: "lena", sessionId: "s" };
const waiting: Assignment = { status: "open", teamId: "support", epoch: 1, atHead: false };
const lenas: Assignment = { ...waiting, assigneeId: "lena", epoch: 2 };

describe("a move of a conversation", () => {
  it("tells who has it now, who had it, and of which team it is", () => {
    expect(entryOfMove("c", waiting, lenas, { key: "conversation.assigned" }, lena)).toEqual({
      actor: lena,
      action: "conversation.assigned",
      subject: { type: "conversation", id: "c" },
      detail: { to: "lena", team: "support", epoch: 2 },
    });
    const after = { ...waiting, teamId: "after-sales", epoch: 3 };
    expect(entryOfMove("c", lenas, after, { key: "conversation.transferred" }, lena)?.detail).toEqual({
      from: "lena",
      fromTeam: "support",
      team: "after-sales",
      epoch: 3,
    });
  });

  it("tells to which line of support it was transferred, besides the team that took it", () => {
    const after = { ...waiting, teamId: "experts", epoch: 3 };
    const move = { key: "conversation.transferred", supportTier: 2 } as const;
    expect(entryOfMove("c", lenas, after, move, lena)?.detail).toMatchObject({ team: "experts", supportTier: 2 });
  });

  it("says nothing of a snooze, nor of one that ends with the agent who had it", () => {
    const snoozed = { ...lenas, status: "snoozed", snoozedUntilMs: 1 } as const;
    expect(entryOfMove("c", lenas, snoozed, { key: "conversation.snoozed" }, lena)).toBeUndefined();
    expect(entryOfMove("c", snoozed, lenas, { key: "conversation.woken" }, lena)).toBeUndefined();
  });

  it("calls waking by what it does: the agent loses it, or a resolved one is open again", () => {
    const snoozed = { ...lenas, status: "snoozed" } as const;
    const resolved = { ...lenas, status: "resolved" } as const;
    const actionOf = (before: Assignment, after: Assignment) =>
      entryOfMove("c", before, after, { key: "conversation.woken" }, lena)?.action;
    expect(actionOf(snoozed, { ...waiting, epoch: 3 })).toBe("conversation.unassigned");
    expect(actionOf(resolved, { ...waiting, epoch: 3 })).toBe("conversation.reopened");
    expect(actionOf({ ...waiting, status: "snoozed" }, lenas)).toBe("conversation.assigned");
  });
});
