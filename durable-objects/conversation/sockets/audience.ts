/** The sockets of a conversation: who is connected, who hears what, and when a session's time is up. */
import { z } from "zod";
import { queueAddress } from "#actors/addresses";
import type { QueuePlace, SocketsOf } from "#actors/contracts";
import type { RoomEvent } from "#actors/conversation/change";
import { receiptsFor } from "#actors/conversation/participants/receipts";
import type { Room } from "#actors/conversation/room";
import { isMeant } from "#actors/conversation/sockets/barred";
import type { SyncAnswer } from "#actors/conversation/sockets/sync";
import { refusedUpgrade } from "#actors/runtime/refused-upgrade";
import { Sockets } from "#actors/runtime/sockets";
import type { Timers } from "#actors/runtime/timers";
import { frameFor, maskedFrame, publicFrame, seesAll } from "#domain/conversations/masked";
import { isWaiting } from "#domain/conversations/status";
import { type Principal, principal as principalSchema } from "#domain/identity/principal";
import { CLOSE_CODES } from "#protocol/constants";
import type { ConversationServerFrame } from "#protocol/frames";

const attachmentSchema = z.object({
  principal: principalSchema,
  /** Nothing live is sent before the first sync is through. */
  isSynced: z.boolean(),
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const EXPIRY_TIMER = "socket-expiry";

/** Of one person in one conversation: more than tabs that anybody has, and each is told of everything. */
const MAX_SOCKETS = 20;

/** Whoever is asked for a message is told of no wait. */
export function positionFrame({ position, isFull, wait }: QueuePlace): ConversationServerFrame {
  const more = isFull ? { full: true as const } : wait !== undefined && { wait };
  return { type: "queue.position", position, ...more };
}

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

  /** To one socket, as its owner may see it. */
  send(socket: WebSocket, principal: Principal, frame: ConversationServerFrame): void {
    this.#sockets.send(socket, frameFor(principal, frame));
  }

  sendError(socket: WebSocket, error: object): void {
    this.#sockets.send(socket, error);
  }

  admit(principal: Principal, room: Room): Response {
    const open = this.#sockets.count((other) => other.principal.id === principal.id);
    if (open >= MAX_SOCKETS) return refusedUpgrade("too_fast");
    const isFirst = open === 0;
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
    const shown = audience === "agents" ? frame : publicFrame(frame);
    // Something of it is for staff alone.
    if (audience === "everyone" && shown !== frame) {
      this.tell({ audience: "agents", frame }, except);
      this.tell({ audience: "contact", frame: shown }, except);
      return;
    }
    const isMeant = ({ principal, isSynced }: Attachment, socket: WebSocket) => {
      if (socket === except || !isSynced) return false;
      return audience === "everyone" || (audience === "agents") === (principal.type === "agent");
    };
    const masked = audience === "contact" ? frame : maskedFrame(frame);
    // Nearly always there is nothing to mask, and one text for all of them.
    if (masked === frame) {
      this.#sockets.broadcast(frame, isMeant);
      return;
    }
    const isPlain = ({ principal }: Attachment) => seesAll(principal, frame);
    this.#sockets.broadcast(frame, (attachment, socket) => isMeant(attachment, socket) && isPlain(attachment));
    this.#sockets.broadcast(masked, (attachment, socket) => isMeant(attachment, socket) && !isPlain(attachment));
  }

  /** Sends what was missed; when nothing is missing any more, how things stand, and from then on what happens. */
  answerSync(socket: WebSocket, attachment: Attachment, answer: SyncAnswer, room: Room): void {
    const { principal } = attachment;
    for (const frame of answer.frames) this.send(socket, principal, frame);
    if (answer.hasMore || attachment.isSynced) return;
    this.#sockets.attach(socket, { ...attachment, isSynced: true });
    const { record, participants } = room.live;
    for (const receipt of receiptsFor(principal.type, room.live)) this.send(socket, principal, receipt);
    if (principal.type === "agent") {
      const by = participants.actorOf(record.contactId);
      const status = this.#sockets.count((other) => other.principal.type === "contact") > 0 ? "online" : "offline";
      this.send(socket, principal, { type: "presence", by, status });
    } else if (record.assigneeId !== undefined && record.status === "open") {
      this.send(socket, principal, { type: "presence", by: participants.actorOf(record.assigneeId), status: "online" });
    } else if (isWaiting(record)) {
      this.#ctx.waitUntil(this.#tellPosition(socket, room));
    }
  }

  close(sockets: SocketsOf, code: number): void {
    const reason = code === CLOSE_CODES.forbidden ? "blocked" : "session ended";
    this.#sockets.closeWhere(code, reason, ({ principal }) => isMeant(sockets, principal));
  }

  /** The conversation is no more: a customer looks whether their session is, an agent that it is gone. */
  closeAll(): void {
    this.#sockets.closeWhere(CLOSE_CODES.sessionEnded, "erased", ({ principal }) => principal.type === "contact");
    this.#sockets.closeWhere(CLOSE_CODES.gone, "erased", ({ principal }) => principal.type === "agent");
  }

  /** Everybody of the staff who has it open. */
  agentIds(): string[] {
    const ids = new Set<string>();
    for (const [, { principal }] of this.#sockets.entries()) if (principal.type === "agent") ids.add(principal.id);
    return [...ids];
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
    const place = await queueAddress(this.#env, record.teamId)
      .place(record.conversationId)
      .catch(() => undefined);
    if (place === undefined || !room.hasBegun || room.live.record.epoch !== record.epoch) return;
    this.#sockets.send(socket, positionFrame(place));
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
