/** What comes in on an agent's feeds: who may still send, how fast, and what each frame does. */
import { feedFrames } from "#actors/agent/access";
import type { Feed, FeedAttachment } from "#actors/agent/feed/feed";
import type { Watch } from "#actors/agent/feed/watch";
import type { Attendance } from "#actors/agent/presence/attendance";
import { FrameLimits } from "#actors/runtime/frame-limits";
import { logFailure, logStranger } from "#actors/runtime/log";
import { errorFrameOf, readFrame } from "#actors/runtime/read-frame";
import { closeQuietly } from "#actors/runtime/sockets";
import type { Timers } from "#actors/runtime/timers";
import type { Failure } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { choosePresence } from "#domain/presence/rules";
import type { Viewer } from "#domain/tickets/viewers/viewers";
import { CLOSE_CODES, type TicketDoing } from "#protocol/constants";
import { type FeedClientFrame, feedClientFrame } from "#protocol/frames";

export const WATCH_TIMER = "watch";

export interface IncomingPorts {
  readonly feed: Feed;
  readonly watch: Watch;
  readonly attendance: Attendance;
  readonly timers: Timers;
  readonly viewTicket: (
    principal: AgentPrincipal,
    ticketId: string,
    doing: TicketDoing,
  ) => Promise<Viewer[] | undefined>;
  /** How many times the usual pace, as a variable says it. */
  readonly frameRateFactor: string;
}

export class Incoming {
  readonly #ports: IncomingPorts;
  readonly #limits: FrameLimits;
  #viewed: Promise<void> = Promise.resolve();

  constructor(ports: IncomingPorts) {
    this.#ports = ports;
    this.#limits = new FrameLimits(ports.frameRateFactor);
  }

  take(socket: WebSocket, data: string | ArrayBuffer): void {
    const { sockets } = this.#ports.feed;
    const attachment = sockets.attachmentOf(socket);
    const nowMs = Date.now();
    if (attachment === undefined || attachment.principal.expiresAtMs <= nowMs) {
      closeQuietly(socket, CLOSE_CODES.sessionEnded, "session ended");
      return;
    }
    const frame = readFrame(feedClientFrame, data);
    const limit = this.#limits.count(attachment.principal, frame.ok ? frame.value.type : undefined, nowMs);
    if (limit !== undefined) {
      sockets.send(socket, errorFrameOf("too_fast", undefined, limit.retryAfterMs));
      if (limit.isAbuse) closeQuietly(socket, CLOSE_CODES.tooFast, "too fast");
      return;
    }
    const failure = frame.ok ? this.#handle(frame.value, socket, attachment, nowMs) : frame.failure;
    if (failure !== undefined) sockets.send(socket, errorFrameOf(failure));
  }

  #handle(frame: FeedClientFrame, socket: WebSocket, attachment: FeedAttachment, nowMs: number): Failure | undefined {
    if (!isPermitted(attachment.principal, feedFrames[frame.type].permission)) return "no_permission";
    const { feed, watch, attendance, timers } = this.#ports;
    switch (frame.type) {
      case "subscribe": {
        feed.sockets.attach(socket, { ...attachment, views: frame.views });
        const againAtMs = watch.changed(nowMs);
        if (againAtMs !== undefined) timers.schedule(WATCH_TIMER, againAtMs);
        return undefined;
      }
      case "ticket.viewing":
        // One after the other: who left and came back is there.
        this.#viewed = this.#viewed.then(() =>
          this.#viewTicket(frame.ticketId, frame.doing, socket, attachment.principal),
        );
        return undefined;
      case "wrapup.end":
        attendance.endWrapUp(nowMs);
        return undefined;
      case "presence.set": {
        const chosen = choosePresence(frame, nowMs);
        if (!chosen.ok) return chosen.failure;
        attendance.choose(chosen.value, nowMs);
        return undefined;
      }
    }
  }

  /** Of what they do not see they hear nothing, and a hint that was lost comes with what they say next. */
  async #viewTicket(ticketId: string, doing: TicketDoing, socket: WebSocket, principal: AgentPrincipal): Promise<void> {
    try {
      const viewers = await this.#ports.viewTicket(principal, ticketId, doing);
      if (viewers === undefined) logStranger("ticket", principal);
      else if (doing !== "left") this.#ports.feed.sockets.send(socket, { type: "ticket.viewers", ticketId, viewers });
    } catch (error) {
      logFailure("ticket_view_failed", error);
    }
  }
}
