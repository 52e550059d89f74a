/** The sockets of a conversation: who is connected, who hears what, and when a session's time is up. */
import { z } from "zod";
import { queueAddress } from "#actors/addresses";
import type { SocketsOf } from "#actors/contracts";
import type { Room, RoomEvent } from "#actors/conversation/room";
import type { SyncAnswer } from "#actors/conversation/sync";
import { Sockets } from "#actors/runtime/sockets";
import type { Timers } from "#actors/runtime/timers";
import { isWaiting } from "#domain/conversations/status";
import { type Principal, principal as principalSchema } from "#domain/identity/principal";
import { CLOSE_CODES } from "#protocol/constants";

const attachmentSchema = z.object({
  principal: principalSchema,
  /** Nothing live is sent before the first sync is through. */
  isSynced: z.boolean(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const EXPIRY_TIMER = "socket-expiry";

export class Audience {
  readonly #ctx: DurableObjectState;
  readonly #env: Cloudflare.Env;
  readonly #timers: Timers;
  readonly #sockets: Sockets<Attachment>;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env, timers: Timers) {
    this.#ctx = ctx;
    this.#env = env;
    this.#timers = timers;
    this.#sockets = new Sockets(ctx, attachmentSchema);
  }

  attachmentOf(socket: WebSocket): Attachment | undefined {
    return this.#sockets.attachmentOf(socket);
  }

  send(socket: WebSocket, frame: object): void {
    this.#sockets.send(socket, frame);
  }

  admit(principal: Principal, room: Room): Response {
    const isFirst = this.#isAway(principal);
    const { response } = this.#sockets.accept({ principal, isSynced: false });
    this.#expireBy(principal.expiresAtMs);
    if (isFirst && principal.type === "contact") this.#tellContactPresence(room, "online");
    return response;
  }

  /** The session goes on under a new token. */
  renew(socket: WebSocket, attachment: Attachment, principal: Principal): void {
    this.#sockets.attach(socket, { ...(this.#sockets.attachmentOf(socket) ?? attachment), principal });
    this.#expireBy(principal.expiresAtMs);
  }

  /** A socket is gone. @returns whether it was the last one of its session */
  left({ principal }: Attachment, room: Room): boolean {
    if (principal.type === "contact" && this.#isAway(principal)) this.#tellContactPresence(room, "offline");
    return this.#sockets.count((other) => other.principal.sessionId === principal.sessionId) === 0;
  }

  tell({ audience, frame }: RoomEvent, except?: WebSocket): void {
    this.#sockets.broadcast(frame, ({ principal, isSynced }, socket) => {
      if (socket === except || !isSynced) return false;
      return audience === "everyone" || (audience === "agents") === (principal.type === "agent");
    });
  }

  /** Sends what was missed; when nothing is missing any more, how things stand, and from then on what happens. */
  answerSync(socket: WebSocket, attachment: Attachment, answer: SyncAnswer, room: Room): void {
    for (const frame of answer.frames) this.#sockets.send(socket, frame);
    if (answer.hasMore || attachment.isSynced) return;
    this.#sockets.attach(socket, { ...attachment, isSynced: true });
    const { record, participants } = room.live;
    for (const receipt of room.receipts(attachment.principal.type)) this.#sockets.send(socket, receipt);
    if (attachment.principal.type === "agent") {
      const by = participants.actorOf(record.contactId);
      const status = this.#sockets.count(({ principal }) => principal.type === "contact") > 0 ? "online" : "offline";
      this.#sockets.send(socket, { type: "presence", by, status });
    } else if (record.assigneeId !== undefined && record.status === "open") {
      this.#sockets.send(socket, { type: "presence", by: participants.actorOf(record.assigneeId), status: "online" });
    } else if (isWaiting(record)) {
      this.#ctx.waitUntil(this.#tellPosition(socket, room));
    }
  }

  close(sockets: SocketsOf, code: number): void {
    this.#sockets.closeWhere(code, "session ended", ({ principal }) => {
      if (principal.id !== sockets.principalId) return false;
      if (sockets.sessionId !== undefined && sockets.sessionId !== principal.sessionId) return false;
      return sockets.beforeAccessVersion === undefined || accessVersionOf(principal) < sockets.beforeAccessVersion;
    });
  }

  /** @returns when the next socket expires */
  closeExpired(nowMs: number): number | undefined {
    const isExpired = ({ principal }: Attachment) => principal.expiresAtMs <= nowMs;
    this.#sockets.closeWhere(CLOSE_CODES.sessionEnded, "session ended", isExpired);
    const open = [...this.#sockets.entries()].map(([, { principal }]) => principal.expiresAtMs);
    return open.length === 0 ? undefined : Math.min(...open);
  }

  /** Only the queue knows; if it cannot be asked now, it tells by itself when the position changes. */
  async #tellPosition(socket: WebSocket, room: Room): Promise<void> {
    const { record } = room.live;
    const position = await queueAddress(this.#env, record.teamId)
      .position(record.conversationId)
      .catch(() => undefined);
    if (position === undefined || room.live.record.epoch !== record.epoch) return;
    this.#sockets.send(socket, { type: "queue.position", position });
  }

  #tellContactPresence(room: Room, status: "online" | "offline"): void {
    const by = room.live.participants.actorOf(room.live.record.contactId);
    this.tell({ audience: "agents", frame: { type: "presence", by, status } });
  }

  #isAway(principal: Principal): boolean {
    return this.#sockets.count((other) => other.principal.id === principal.id) === 0;
  }

  #expireBy(atMs: number): void {
    const before = this.#timers.dueAtMs(EXPIRY_TIMER);
    if (before === undefined || before > atMs) this.#timers.schedule(EXPIRY_TIMER, atMs);
  }
}

/** One that does not say is older than all that do. */
function accessVersionOf(principal: Principal): number {
  return principal.type === "agent" ? (principal.accessVersion ?? 0) : 0;
}
