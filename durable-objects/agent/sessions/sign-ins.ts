/** Whose sign-in is over, or was decided under an access that has changed since: their sockets end, here and in conversations. */
import { oweClose } from "#actors/agent/deliveries";
import type { Feed, FeedAttachment } from "#actors/agent/feed/feed";
import type { Standing } from "#actors/agent/presence/standing";
import type { OpenSessions } from "#actors/agent/sessions/open-sessions";
import type { Outbox } from "#actors/runtime/outbox";
import type { AgentPrincipal } from "#domain/identity/principal";
import { CLOSE_CODES } from "#protocol/constants";

export interface SignInsPorts {
  readonly sessions: OpenSessions;
  readonly standing: Standing;
  readonly feed: Pick<Feed, "sockets">;
  readonly outbox: Outbox;
}

/** A socket of a sign-in on a conversation. */
export interface OpenedSocket {
  readonly conversationId: string;
  readonly sessionId: string;
  /** Absent if an earlier release told of it. */
  readonly expiresAtMs: number | undefined;
  /** The same. */
  readonly accessVersion: number | undefined;
}

const CODE = CLOSE_CODES.sessionEnded;

export class SignIns {
  readonly #ports: SignInsPorts;

  constructor(ports: SignInsPorts) {
    this.#ports = ports;
  }

  /** Their session ended, or their access changed, while they were on their way in. */
  isOver({ sessionId, accessVersion }: AgentPrincipal): boolean {
    const { sessions, standing } = this.#ports;
    return sessions.hasEnded(sessionId) || standing.isOutdated(accessVersion);
  }

  /** Noted, or closed at once if it came too late. */
  opened({ conversationId, sessionId, expiresAtMs, accessVersion }: OpenedSocket, nowMs: number): void {
    const { sessions, standing, outbox } = this.#ports;
    if (sessions.hasEnded(sessionId)) {
      // The session ended while the socket was on its way in.
      oweClose(outbox, conversationId, { sessionId, code: CODE }, nowMs);
    } else {
      sessions.opened(conversationId, sessionId, expiresAtMs, nowMs);
      if (!standing.isOutdated(accessVersion)) return;
      // So did what they might do; their other sockets may have come with what holds now.
      const beforeAccessVersion = standing.known.accessVersion;
      oweClose(outbox, conversationId, { beforeAccessVersion, code: CODE }, nowMs);
    }
    outbox.flush(nowMs);
  }

  end(sessionId: string, nowMs: number): void {
    const { sessions, feed, outbox } = this.#ports;
    for (const conversationId of sessions.end(sessionId, nowMs))
      oweClose(outbox, conversationId, { sessionId, code: CODE }, nowMs);
    feed.sockets.closeWhere(CODE, "session ended", ({ principal }) => principal.sessionId === sessionId);
    outbox.flush(nowMs);
  }

  /** @param accessVersion what was opened under an earlier state is closed; absent: everything is */
  closeOutdated(accessVersion: number | undefined, nowMs: number): void {
    const { sessions, standing, feed, outbox } = this.#ports;
    if (accessVersion !== undefined) standing.outdate(accessVersion);
    for (const conversationId of sessions.all())
      oweClose(outbox, conversationId, { beforeAccessVersion: accessVersion, code: CODE }, nowMs);
    const isMeant = ({ principal }: FeedAttachment) =>
      accessVersion === undefined || (principal.accessVersion ?? 0) < accessVersion;
    feed.sockets.closeWhere(CODE, "access changed", isMeant);
    outbox.flush(nowMs);
  }
}
