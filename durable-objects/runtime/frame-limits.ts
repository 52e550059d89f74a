/** How fast each person sends on this actor's sockets, counted in memory: it costs no storage, and a new life forgives. */

import type { Principal } from "#domain/identity/principal";
import { type FramePaces, framePaces, weightOf } from "#domain/limits/frame-paces";
import { take } from "#domain/limits/pace";

/** More than one actor ever has; then whoever has paid for all of theirs is forgotten. */
const MAX_KEPT = 1_000;

/** Until when what was taken is paid for, by weight; see `domain/limits/pace.ts`. */
interface Account {
  change: number;
  look: number;
  sign: number;
  patience: number;
}

export type FrameLimit =
  | undefined
  | {
      readonly retryAfterMs: number;
      /** It has gone on for so long that the socket is to be closed. */
      readonly isAbuse: boolean;
    };

export class FrameLimits {
  readonly #paces: FramePaces;
  readonly #accounts = new Map<string, Account>();

  /** @param factor how many times the usual pace, as a variable says it */
  constructor(factor: string) {
    this.#paces = framePaces(Number(factor));
  }

  /** Counts one frame. @returns undefined if it may go on */
  count(principal: Principal, type: string | undefined, nowMs: number): FrameLimit {
    const account = this.#accountOf(principal.id, nowMs);
    const weight = weightOf(type);
    const taken = take(this.#paces.paces[principal.type][weight], account[weight], nowMs);
    account[weight] = taken.paidUntilMs;
    if (taken.isAllowed) return undefined;
    const put = take(this.#paces.patience, account.patience, nowMs);
    account.patience = put.paidUntilMs;
    return { retryAfterMs: taken.retryAfterMs, isAbuse: !put.isAllowed };
  }

  #accountOf(id: string, nowMs: number): Account {
    const known = this.#accounts.get(id);
    if (known !== undefined) return known;
    if (this.#accounts.size >= MAX_KEPT) this.#forgetPaid(nowMs);
    const account = { change: 0, look: 0, sign: 0, patience: 0 };
    this.#accounts.set(id, account);
    return account;
  }

  #forgetPaid(nowMs: number): void {
    for (const [id, { change, look, sign, patience }] of this.#accounts)
      if (Math.max(change, look, sign, patience) <= nowMs) this.#accounts.delete(id);
  }
}
