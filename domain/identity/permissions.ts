/** The one table of who may do what. Scope (whose conversation, which inbox) is checked beside it, in `scope.ts`. */

import type { Principal } from "#domain/identity/principal";
import type { Role } from "#protocol/constants";

/** A kind of principal, as far as permissions go. */
export type Holder = "contact" | Role;

const STAFF = ["agent", "supervisor", "qa", "admin"] as const;
const HANDLERS = ["agent", "supervisor", "admin"] as const;
const LEADS = ["supervisor", "admin"] as const;

const TABLE = {
  /** Their own account: who am I, sign out. */
  "account.own": STAFF,
  "conversation.create": ["contact"],
  "conversation.listOwn": ["contact"],
  "conversation.read": ["contact", ...STAFF],
  /** To write at all; what the customer sees takes `conversation.reply` besides, a note `conversation.note`. */
  "conversation.send": ["contact", ...STAFF],
  "conversation.reply": ["contact", ...HANDLERS],
  "conversation.note": STAFF,
  "conversation.list": STAFF,
  "conversation.accept": HANDLERS,
  "conversation.assign": LEADS,
  "conversation.transfer": HANDLERS,
  "conversation.snooze": HANDLERS,
  "conversation.resolve": HANDLERS,
  "conversation.reopen": HANDLERS,
  "agent.list": STAFF,
  "agent.presence": HANDLERS,
  "agent.feed": STAFF,
  "session.renew": ["contact"],
  "index.rebuild": ["admin"],
} as const satisfies Record<string, readonly Holder[]>;

export type GrantedPermission = keyof typeof TABLE;

/**
 * What a route, frame or actor method declares:
 * `public` needs no principal; `internal` is for actors and effects alone and no person reaches it;
 * `closed` is refused to everybody (an endpoint a library brings that we do not offer).
 */
export type Permission = GrantedPermission | "public" | "internal" | "closed";

export const GRANTED_PERMISSIONS = Object.keys(TABLE) as GrantedPermission[];

function holderOf(principal: Principal): Holder {
  return principal.type === "contact" ? "contact" : principal.role;
}

/** @param principal undefined for nobody in particular */
export function isPermitted(principal: Principal | undefined, permission: Permission): boolean {
  switch (permission) {
    case "public":
      return true;
    case "internal":
    case "closed":
      return false;
    default:
      return principal !== undefined && holds(holderOf(principal), permission);
  }
}

export function holds(holder: Holder, permission: GrantedPermission): boolean {
  const holders: readonly Holder[] = TABLE[permission];
  return holders.includes(holder);
}
