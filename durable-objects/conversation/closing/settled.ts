/** What a conversation owes its tickets for an answer: in the outbox without words, which are read when it is delivered. */
import { z } from "zod";
import { openMessage } from "#actors/conversation/messages/open";
import type { Room } from "#actors/conversation/room";
import type { Settlement } from "#domain/closing/settle-tickets";
import { activity } from "#protocol/vocabulary";

export const settledPayload = z.object({
  outcome: z.enum(["satisfied", "unsatisfied", "silent"]),
  settledAtMs: z.int(),
  rating: z.int().optional(),
  /** Of the line that has the customer's words; absent if they said none. */
  seq: z.int().optional(),
});
export type Settled = z.infer<typeof settledPayload>;

export function settlementOf(room: Room, { seq, ...settled }: Settled): Settlement {
  const { record } = room.live;
  const line = seq === undefined ? undefined : room.messages.messageBySeq(seq);
  const said = line && activity.safeParse(JSON.parse(openMessage(room.live, line).content)).data;
  const comment = said?.reason === undefined ? {} : { comment: said.reason };
  return { conversationId: record.conversationId, ...settled, ...comment };
}
