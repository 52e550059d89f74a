/** What may be done with a message, windows of time and count for editing and recalling; and whose reading shows. */
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import type { SenderType } from "#protocol/constants";

export interface MessagePolicy {
  readonly editWindowMs: number;
  readonly maxEdits: number;
  readonly recallWindowMs: number;
  /** Recalls that one sender has in one conversation. */
  readonly maxRecalls: number;
}

/** Two minutes for a recall is what customers know from WeChat; an edit keeps its trace, so it has longer. */
export const DEFAULT_MESSAGE_POLICY: MessagePolicy = {
  editWindowMs: 15 * 60_000,
  maxEdits: 10,
  recallWindowMs: 2 * 60_000,
  maxRecalls: 20,
};

/** As much of a message as the rules look at. */
export interface MessageFacts {
  readonly senderId: string;
  readonly contentType: string;
  readonly createdAtMs: number;
  readonly recalledAtMs?: number | undefined;
  readonly edits: number;
}

export function mayEdit(facts: MessageFacts, editorId: string, nowMs: number, policy: MessagePolicy): Result<true> {
  return firstFailure([
    // Only words are edited: a product is what it was when it was shown.
    [facts.senderId !== editorId || facts.contentType !== "text", "not_sender"],
    [facts.recalledAtMs !== undefined, "already_recalled"],
    [nowMs - facts.createdAtMs > policy.editWindowMs, "edit_window_over"],
    [facts.edits >= policy.maxEdits, "too_many_changes"],
  ]);
}

/** @param recallsBefore how many messages of this conversation the sender has recalled already */
export function mayRecall(
  facts: MessageFacts,
  recallerId: string,
  recallsBefore: number,
  nowMs: number,
  policy: MessagePolicy,
): Result<true> {
  return firstFailure([
    [facts.senderId !== recallerId || facts.contentType === "activity", "not_sender"],
    [facts.recalledAtMs !== undefined, "already_recalled"],
    [nowMs - facts.createdAtMs > policy.recallWindowMs, "edit_window_over"],
    [recallsBefore >= policy.maxRecalls, "too_many_changes"],
  ]);
}

/** As much of a person as decides whether the customer is told what they have read and that they type. */
export interface ReaderFacts {
  readonly type: SenderType;
  readonly isAssignee: boolean;
  /** Asked only where it decides. */
  readonly hasWrittenPublicly: () => boolean;
}

/** Whoever only looks on leaves no trace that the customer sees: they take part by having it, or by having answered. */
export function isSeenByContact({ type, isAssignee, hasWrittenPublicly }: ReaderFacts): boolean {
  return type !== "agent" || isAssignee || hasWrittenPublicly();
}

function firstFailure(checks: readonly (readonly [boolean, Failure])[]): Result<true> {
  const failed = checks.find(([fails]) => fails);
  return failed === undefined ? ok(true) : refuse(failed[1]);
}
