/**
 * Who was just blocked. The worker asks for blocks before it lets anybody in, but what it knows may be some seconds old, and
 * an upgrade may be on its way while the sockets of a block are closed: for that long the actor itself says no. In memory
 * only, as it bridges no more than the age of what the worker knows.
 */
import type { SocketsOf } from "#actors/contracts";
import type { Principal } from "#domain/identity/principal";

const BARRED_MS = 5_000;
/** Nobody has so many at once; whoever does is told by the worker. */
const MAX_BARRED = 200;

export class Barred {
  /** Until when, by contact id or network tag. */
  readonly #untilMs = new Map<string, number>();

  bar(sockets: SocketsOf, nowMs: number): void {
    if (this.#untilMs.size >= MAX_BARRED) this.#untilMs.clear();
    const names = "networkTags" in sockets ? sockets.networkTags : [sockets.principalId];
    for (const name of names) this.#untilMs.set(name, nowMs + BARRED_MS);
  }

  has(principal: Principal, nowMs: number): boolean {
    if (this.#untilMs.size === 0 || principal.type !== "contact") return false;
    return [principal.id, ...(principal.networks ?? [])].some((name) => (this.#untilMs.get(name) ?? 0) > nowMs);
  }
}

/** Whether this principal's socket is one of those that are meant. */
export function isMeant(sockets: SocketsOf, principal: Principal): boolean {
  if ("networkTags" in sockets) {
    const from = principal.type === "contact" ? (principal.networks ?? []) : [];
    return from.some((tag) => sockets.networkTags.includes(tag));
  }
  if (principal.id !== sockets.principalId) return false;
  if (sockets.sessionId !== undefined && sockets.sessionId !== principal.sessionId) return false;
  return sockets.beforeAccessVersion === undefined || accessVersionOf(principal) < sockets.beforeAccessVersion;
}

/** One that does not say is older than all that do. */
function accessVersionOf(principal: Principal): number {
  return principal.type === "agent" ? (principal.accessVersion ?? 0) : 0;
}
