/** What an action is going to make of a conversation: shown at once, until the server has said what it made of it. */
import type { ActionName } from "#client/console/actions/refusal.ts";
import type { ConversationActions } from "#client/lib/agent-api.ts";
import type { Conversation } from "#protocol/vocabulary";

/** An action that was asked for, with all that it needs. */
export type AskedAction = {
  [Name in ActionName]: { readonly name: Name; readonly body: ConversationActions[Name] };
}[ActionName];

export interface Expected {
  readonly conversation: Conversation;
  /** The server has answered: what is newer than its answer is truer. */
  readonly isAnswered: boolean;
}

/** @param agentId whoever acts */
export function expectedAfter(conversation: Conversation, asked: AskedAction, agentId: string): Conversation {
  const { assigneeId: _, ...nobodys } = conversation;
  switch (asked.name) {
    case "accept":
      return { ...conversation, status: "open", assigneeId: agentId };
    case "assign":
      return { ...conversation, assigneeId: asked.body.agentId };
    case "transfer":
      if ("agentId" in asked.body) return { ...conversation, assigneeId: asked.body.agentId };
      // Which team of a line it will be, the server finds.
      return "teamId" in asked.body ? { ...nobodys, teamId: asked.body.teamId } : nobodys;
    case "snooze":
      return { ...conversation, status: "snoozed" };
    case "resolve":
      return { ...conversation, status: "resolved" };
    case "reopen":
      return { ...conversation, status: "open" };
  }
}

/** The conversation as it is to be shown: as expected, unless something newer than the answer is known. */
export function asExpected(known: Conversation, expected: Expected | undefined): Conversation {
  if (expected === undefined) return known;
  const { epoch, lastSeq } = expected.conversation;
  const isNewer = known.epoch > epoch || (known.epoch === epoch && known.lastSeq > lastSeq);
  return expected.isAnswered && isNewer ? known : expected.conversation;
}
