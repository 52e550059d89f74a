/** The look at a masked message, in two steps: what is in it, for the audit log, and only when that is written the text. */
import { openMessage, textOf } from "#actors/conversation/messages/open";
import type { MessageRecord } from "#actors/conversation/messages/store";
import type { Room } from "#actors/conversation/room";
import { ok, type Result, refuse } from "#domain/failures";
import { personalKinds } from "#domain/privacy/masking";
import type { PersonalKind } from "#domain/privacy/masking/span";

export function personalIn(room: Room, messageId: string): Result<{ kinds: PersonalKind[]; changedSeq: number }> {
  const found = readable(room, messageId);
  if (!found.ok) return found;
  return ok({ kinds: personalKinds(textOf(room.live, found.value)), changedSeq: found.value.changedSeq });
}

/** @param changedSeq of the message as the log tells of it */
export function reveal(room: Room, messageId: string, changedSeq: number): Result<{ content: string }> {
  const found = readable(room, messageId);
  if (!found.ok) return found;
  if (found.value.changedSeq !== changedSeq) return refuse("changed_meanwhile");
  return ok({ content: openMessage(room.live, found.value).content });
}

function readable(room: Room, messageId: string): Result<MessageRecord> {
  const found = room.messages.messageById(messageId);
  if (found === undefined || found.contentType === "activity") return refuse("not_found");
  return found.recalledAtMs === undefined ? ok(found) : refuse("already_recalled");
}
