/** Sockets that open and close on a conversation, as an agent's own actor hears of them: it ends them with the sign-in. */
import { oweSocketClosed, oweSocketOpened } from "#actors/conversation/deliveries";
import type { Room } from "#actors/conversation/room";
import type { Audience } from "#actors/conversation/sockets/audience";
import type { Outbox } from "#actors/runtime/outbox";
import type { Principal } from "#domain/identity/principal";

export interface AttendedPorts {
  readonly room: Room;
  readonly audience: Audience;
  readonly outbox: Outbox;
}

/** Lets somebody in who may come. @returns the answer to their upgrade */
export function admit({ room, audience, outbox }: AttendedPorts, principal: Principal, nowMs: number): Response {
  const response = audience.admit(principal, room);
  if (principal.type === "agent" && response.status === 101) {
    oweSocketOpened(outbox, principal, nowMs);
    outbox.flush(nowMs);
  }
  return response;
}

/** The socket is gone, for whichever reason. */
export function gone({ room, audience, outbox }: AttendedPorts, socket: WebSocket, nowMs: number): void {
  const attachment = audience.attachmentOf(socket);
  if (attachment === undefined || !room.hasBegun) return;
  const { principal } = attachment;
  if (!audience.left(attachment, room) || principal.type === "contact") return;
  oweSocketClosed(outbox, principal.id, principal.sessionId, nowMs);
  outbox.flush(nowMs);
}
