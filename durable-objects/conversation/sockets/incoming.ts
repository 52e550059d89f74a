/** What comes in on a conversation's sockets: who may still send, how fast, and what each frame is answered with. */
import { conversationFrames } from "#actors/conversation/access";
import { act, orErased } from "#actors/conversation/actions";
import { answerClosing } from "#actors/conversation/closing/answer";
import { writeReceipts } from "#actors/conversation/participants/receipts";
import type { Ports } from "#actors/conversation/ports";
import { refusalOf } from "#actors/conversation/refusal";
import type { Attachment, Audience } from "#actors/conversation/sockets/audience";
import { type FrameContext, handleFrame } from "#actors/conversation/sockets/frames";
import { FrameLimits } from "#actors/runtime/frame-limits";
import { logFailure } from "#actors/runtime/log";
import { errorFrameOf, readFrame } from "#actors/runtime/read-frame";
import { closeQuietly } from "#actors/runtime/sockets";
import { type Failure, type Result, refuse } from "#domain/failures";
import { verifyCustomerToken } from "#domain/identity/customer-token";
import type { ContactPrincipal, Principal } from "#domain/identity/principal";
import { CLOSE_CODES } from "#protocol/constants";
import { conversationClientFrame } from "#protocol/frames";
import { readPlainMessage } from "#protocol/plain-message";
import type { Actor } from "#protocol/vocabulary";

const WRITE_RECEIPTS_AFTER_MS = 2_000;

export class Incoming {
  readonly #env: Cloudflare.Env;
  readonly #ports: Ports;
  readonly #audience: Audience;
  readonly #limits: FrameLimits;
  #receiptsHandle: ReturnType<typeof setTimeout> | undefined;

  constructor(env: Cloudflare.Env, ports: Ports, audience: Audience) {
    this.#env = env;
    this.#ports = ports;
    this.#audience = audience;
    this.#limits = new FrameLimits(env.FRAME_RATE_FACTOR);
  }

  /** Without a promise for what needs none: of a busy conversation's frames that is nearly all, and awaiting one costs. */
  take(socket: WebSocket, data: string | ArrayBuffer): undefined | Promise<void> {
    const { room } = this.#ports;
    const attachment = this.#audience.attachmentOf(socket);
    const nowMs = Date.now();
    if (attachment === undefined || attachment.principal.expiresAtMs <= nowMs) {
      closeQuietly(socket, CLOSE_CODES.sessionEnded, "session ended");
      return;
    }
    const frame = readFrame(conversationClientFrame, data, readPlainMessage);
    const sent = frame.ok && frame.value.type === "message.send" ? frame.value : frame;
    const type = frame.ok ? frame.value.type : undefined;
    const limit = this.#limits.count(attachment.principal, type, nowMs);
    if (limit !== undefined) {
      this.#audience.sendError(socket, errorFrameOf("too_fast", sent.clientId, limit.retryAfterMs));
      if (limit.isAbuse) closeQuietly(socket, CLOSE_CODES.tooFast, "too fast");
      return;
    }
    const answer = (failure: Failure | undefined): undefined => {
      if (failure !== undefined) this.#audience.sendError(socket, errorFrameOf(failure, sent.clientId));
    };
    const broken = (error: unknown): undefined => {
      if (room.isClosed) return answer("erased");
      logFailure("frame_failed", error);
      answer("broken");
    };
    if (!frame.ok) return answer(frame.failure);
    try {
      const failure =
        refusalOf(room, attachment.principal, conversationFrames[frame.value.type]) ??
        handleFrame(frame.value, this.#contextOf(socket, attachment, nowMs));
      return failure instanceof Promise ? failure.then(answer, broken) : answer(failure);
    } catch (error) {
      return broken(error);
    }
  }

  #contextOf(socket: WebSocket, attachment: Attachment, nowMs: number): FrameContext {
    const { room } = this.#ports;
    const { principal } = attachment;
    return {
      room,
      principal,
      me: this.#actorOf(principal),
      nowMs,
      isSynced: attachment.isSynced,
      reply: (frame) => this.#audience.send(socket, principal, frame),
      tellOthers: (event) => this.#audience.tell(event, socket),
      answerSync: (answer) => this.#audience.answerSync(socket, attachment, answer, room),
      writeReceiptsSoon: () => this.#writeReceiptsSoon(),
      perform: (agent, action) => act(this.#ports, agent, action, nowMs),
      confirm: (contact, answer) => orErased(room, answerClosing(this.#ports, contact, answer, nowMs)),
      renew: (contact, token) => this.#renew(socket, attachment, contact, token, nowMs),
    };
  }

  #actorOf(principal: Principal): Actor {
    if (principal.type === "contact") return this.#ports.room.live.participants.actorOf(principal.id);
    return { type: "agent", id: principal.id, name: principal.name };
  }

  #writeReceiptsSoon(): void {
    const { room } = this.#ports;
    this.#receiptsHandle ??= setTimeout(() => {
      this.#receiptsHandle = undefined;
      if (room.hasBegun) writeReceipts(room, Date.now());
    }, WRITE_RECEIPTS_AFTER_MS);
  }

  /** The customer's session goes on under a new token, which has to be of the same customer. */
  async #renew(
    socket: WebSocket,
    attachment: Attachment,
    contact: ContactPrincipal,
    token: string,
    nowMs: number,
  ): Promise<Result<unknown>> {
    const renewed = await verifyCustomerToken(this.#env.CUSTOMER_TOKEN_SECRET, token, nowMs);
    if (!renewed.ok) return renewed;
    const isSame = renewed.value.id === contact.id && renewed.value.inboxId === contact.inboxId;
    if (!isSame || renewed.value.verified !== contact.verified) return refuse("not_signed_in");
    const { networks } = contact;
    this.#audience.renew(socket, attachment, { ...renewed.value, ...(networks === undefined ? {} : { networks }) });
    return renewed;
  }
}
