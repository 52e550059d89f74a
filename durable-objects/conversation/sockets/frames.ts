/** What each frame of a client does. Permission and session were checked; a refusal goes back as an `error` frame. */

import type { ConversationAction } from "#actors/contracts";
import type { Audience, RoomEvent } from "#actors/conversation/change";
import { edit, recall } from "#actors/conversation/messages/edit";
import { send } from "#actors/conversation/messages/send";
import type { ReceiptKind } from "#actors/conversation/participants/participants";
import { isSeenByContact, noteReceipt } from "#actors/conversation/participants/receipts";
import type { Room } from "#actors/conversation/room";
import { type SyncAnswer, syncAfter } from "#actors/conversation/sockets/sync";
import type { Failure, Result } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal, ContactPrincipal, Principal } from "#domain/identity/principal";
import type { ConversationClientFrame, ConversationServerFrame } from "#protocol/frames";
import type { Actor, ClosingAnswer, Message } from "#protocol/vocabulary";

/** The socket that a frame came on, and what the actor does for it. */
export interface FrameContext {
  readonly room: Room;
  readonly principal: Principal;
  readonly me: Actor;
  readonly nowMs: number;
  /** Live events reach this socket. */
  readonly isSynced: boolean;
  /** To this socket alone. */
  readonly reply: (frame: ConversationServerFrame) => void;
  /** To the other sockets. */
  readonly tellOthers: (event: RoomEvent) => void;
  /** Sends the answer and, when nothing is missing any more, lets live events through. */
  readonly answerSync: (answer: SyncAnswer) => void;
  /** Has what was delivered written, should no other change take it along. */
  readonly writeReceiptsSoon: () => void;
  readonly perform: (principal: AgentPrincipal, action: ConversationAction) => Promise<Result<unknown>>;
  readonly confirm: (principal: ContactPrincipal, answer: ClosingAnswer) => Promise<Result<unknown>>;
  readonly renew: (principal: ContactPrincipal, token: string) => Promise<Result<unknown>>;
}

type Outcome = Failure | undefined;

/** @returns why it was refused, if it was; a promise only of what asks somebody else */
export function handleFrame(frame: ConversationClientFrame, context: FrameContext): Outcome | Promise<Outcome> {
  const { room, principal, me, nowMs } = context;
  switch (frame.type) {
    case "message.send": {
      const permission = frame.private === true ? "conversation.note" : "conversation.reply";
      if (!isPermitted(principal, permission)) return "no_permission";
      // Colleagues are named to colleagues.
      if (frame.mentions !== undefined && frame.private !== true) return "malformed";
      const sent = send(room, me, { ...frame, private: frame.private === true }, nowMs);
      if (sent.ok && (sent.value.repeated || !context.isSynced)) {
        // The frame is the acknowledgement, and this sender did not get it as a live event: it is a repeat that
        // everybody had the first time, or the sender has not synced yet.
        const { message } = sent.value;
        context.reply({ type: "message.created", seq: message.changedSeq, message });
      }
      return failureOf(sent);
    }
    case "message.edit":
      return changed(context, edit(room, me, frame.messageId, frame.content, nowMs));
    case "message.recall":
      return changed(context, recall(room, me, frame.messageId, nowMs));
    case "delivered":
    case "read":
      // Of whoever may only look on it is not even kept.
      if (!isPermitted(principal, "conversation.reply")) return frame.seq > room.live.lastSeq ? "malformed" : undefined;
      return tellReceipt(context, frame.type, frame.seq);
    case "typing":
      tellTyping(context, frame.draft);
      return undefined;
    case "sync":
      context.answerSync(syncAfter(room, principal.type === "agent", frame.afterSeq, frame.limit));
      return undefined;
    case "auth.renew":
      return principal.type === "contact" ? context.renew(principal, frame.token).then(failureOf) : "no_permission";
    case "conversation.confirm":
      return principal.type === "contact" ? confirmed(context, principal, frame) : "no_permission";
    default:
      return principal.type === "agent" ? act(context, principal, frame).then(failureOf) : "no_permission";
  }
}

/** Who sent it knows; their other tabs hear of it too. */
function tellReceipt(context: FrameContext, kind: ReceiptKind, seq: number): Failure | undefined {
  const noted = noteReceipt(context.room, context.me, kind, seq, context.nowMs);
  if (!noted.ok) return noted.failure;
  const audience = audienceOf(context);
  for (const receipt of noted.value) context.tellOthers({ audience, frame: receipt });
  if (kind === "delivered") context.writeReceiptsSoon();
  return undefined;
}

function changed(context: FrameContext, result: Result<Message>): Failure | undefined {
  if (result.ok && !context.isSynced)
    context.reply({ type: "message.updated", seq: result.value.changedSeq, message: result.value });
  return failureOf(result);
}

/** That it was done is told to everybody by what changed; if nothing did, or this one is not told yet, it is answered. */
async function act(
  context: FrameContext,
  principal: AgentPrincipal,
  action: ConversationAction,
): Promise<Result<unknown>> {
  const before = context.room.live.record.changedSeq;
  const done = await context.perform(principal, action);
  const { changedSeq: seq } = context.room.live.record;
  if (done.ok && (seq === before || !context.isSynced))
    context.reply({ type: "conversation.updated", seq, conversation: context.room.conversation });
  return done;
}

/** As of what an agent asks: a repeat, and whoever is not told yet, is answered. */
async function confirmed(context: FrameContext, principal: ContactPrincipal, answer: ClosingAnswer): Promise<Outcome> {
  const before = context.room.live.record.changedSeq;
  const done = await context.confirm(principal, answer);
  if (!done.ok) return done.failure;
  const { changedSeq: seq } = context.room.live.record;
  if (seq === before || !context.isSynced)
    context.reply({ type: "conversation.updated", seq, conversation: context.room.conversation });
  return undefined;
}

/** What a customer is about to say is for agents; that an agent types is for everybody, their draft for nobody. */
function tellTyping(context: FrameContext, draft: string | undefined): void {
  const { me, principal } = context;
  if (principal.type === "agent") {
    context.tellOthers({ audience: audienceOf(context), frame: { type: "typing", by: me } });
    return;
  }
  context.tellOthers({ audience: "contact", frame: { type: "typing", by: me } });
  context.tellOthers({
    audience: "agents",
    frame: { type: "typing", by: me, ...(draft === undefined ? {} : { draft }) },
  });
}

/** Who hears of somebody's reading and typing: colleagues in any case, the customer of those who take part. */
function audienceOf({ room, principal, me }: FrameContext): Audience {
  return isPermitted(principal, "conversation.reply") && isSeenByContact(room.live, me) ? "everyone" : "agents";
}

function failureOf(result: Result<unknown>): Failure | undefined {
  return result.ok ? undefined : result.failure;
}
