/** The one table of who may do what. Scope (whose conversation, which inbox) is checked beside it, in `scope.ts`. */

import type { Principal } from "#domain/identity/principal";
import { ROLES, type Role } from "#protocol/constants";

/** A kind of principal, as far as permissions go. */
export type Holder = "contact" | Role;

const STAFF = ["agent", "supervisor", "qa", "admin"] as const;
const HANDLERS = ["agent", "supervisor", "admin"] as const;
const LEADS = ["supervisor", "admin"] as const;
const ADMINS = ["admin"] as const;
/** No built-in role: a custom role may tick it. */
const NOBODY = [] as const;

const TABLE = {
  /** Their own account: who am I, sign out, password, second factor, sessions. */
  "account.own": STAFF,
  /** Other people's accounts: invite, change role and scope, suspend, end their sessions. */
  "account.manage": ADMINS,
  /** Make and change custom roles, and which roles need a second factor. */
  "role.manage": ADMINS,
  /** Set what an inbox looks like and when it is open, make inboxes and delete unused ones. */
  "inbox.manage": ADMINS,
  /** Make and rename teams; say how their work is handed out, what somebody knows and how many conversations they have at once. */
  "team.manage": ADMINS,
  /** Say that work of a team of one's own is not offered for a while: agents pick it. */
  "team.handOutByHand": LEADS,
  /** The shop's name, logo and defaults. */
  "business.manage": ADMINS,
  /** Business calendars and service levels: which answer is promised within what time, and who hears of it if not. */
  "sla.manage": ADMINS,
  /** See and change the secret with which a shop vouches for its customers. */
  "inbox.secret": ADMINS,

  "conversation.create": ["contact"],
  "conversation.listOwn": ["contact"],
  "conversation.read": ["contact", ...STAFF],
  /** To write at all; what the customer sees takes `conversation.reply` besides, a note `conversation.note`. */
  "conversation.send": ["contact", ...STAFF],
  "conversation.reply": ["contact", ...HANDLERS],
  "conversation.note": STAFF,
  "conversation.list": STAFF,
  /** Lists show every team's conversations, not only those of one's own teams. */
  "conversation.seeAllTeams": ["supervisor", "qa", "admin"],
  "conversation.search": STAFF,
  "conversation.accept": HANDLERS,
  "conversation.assign": LEADS,
  "conversation.transfer": HANDLERS,
  "conversation.snooze": HANDLERS,
  "conversation.resolve": HANDLERS,
  "conversation.reopen": HANDLERS,
  /** Put labels on any conversation in scope, and take them off. */
  "conversation.label": HANDLERS,
  /** Say how pressing a conversation is. */
  "conversation.prioritise": HANDLERS,
  /** Say that a conversation is an exception, or that it is none. */
  "conversation.flag": STAFF,
  /** Their own conversation, with the labels that the shop allows its page. */
  "conversation.labelOwn": ["contact"],
  /** Say of their own conversation whether it is settled, and rate it. */
  "conversation.confirm": ["contact"],
  /** See which categories closing notes have. */
  "closing.read": STAFF,
  /** Set the categories of closing notes, and when silence closes. */
  "closing.manage": LEADS,
  /** Transfer, snooze and resolve what another agent has. */
  "conversation.handleAny": LEADS,
  /** See tickets in scope, follow them, and what types of them there are. */
  "ticket.read": STAFF,
  /** Make tickets, of a conversation or blank. */
  "ticket.create": HANDLERS,
  /** Change tickets in scope: facts, status, whose they are; transfer and merge them. */
  "ticket.change": HANDLERS,
  /** Note something for colleagues, attach files, and remove those that one attached. */
  "ticket.note": STAFF,
  /** Remove what colleagues attached to tickets; what one attached oneself takes nothing but to note. */
  "ticket.removeAttachments": LEADS,
  /** Their own requests, and the tickets that come of them. */
  "ticket.own": ["contact"],
  /** Make, change and delete the shop's own types of tickets. */
  "ticket.manageTypes": ADMINS,
  /** Ask for a refund in a ticket in scope, take it back, and record that it was paid. */
  "refund.ask": HANDLERS,
  /** Decide refunds that somebody else asked for. */
  "refund.approve": LEADS,
  /** Set up to how much a refund is approved at once. */
  "refund.settings": ADMINS,
  /** See which labels there are. */
  "label.list": STAFF,
  /** Make, change, order and delete labels. */
  "label.manage": LEADS,
  "agent.list": STAFF,
  "agent.presence": HANDLERS,
  "agent.feed": STAFF,
  "session.renew": ["contact"],

  /** What is known of a customer, masked. */
  "contact.read": STAFF,
  /** Phone numbers and the like one by one, each noted in the audit log. */
  "personal.reveal": HANDLERS,
  /** Phone numbers and the like are never masked. */
  "personal.see": NOBODY,
  /** Their own orders; staff see those of a customer with `contact.read`. */
  "order.own": ["contact"],
  /** What their page tells of them besides name and email. */
  "contact.describeOwn": ["contact"],
  /** Make and change the canned responses that everybody uses; one's own take nothing but to write. */
  "canned.manage": LEADS,
  "block.create": HANDLERS,
  "block.manage": LEADS,

  /** The customer's own word on what may be done with their data. */
  "consent.give": ["contact"],
  /** Consent texts and retention. */
  "privacy.settings": ADMINS,
  "privacy.export": ADMINS,
  "privacy.erase": ADMINS,
  "audit.read": ADMINS,
  "key.manage": ADMINS,
  "index.rebuild": ADMINS,
} as const satisfies Record<string, readonly Holder[]>;

export type GrantedPermission = keyof typeof TABLE;

/**
 * What a route, frame or actor method declares:
 * `public` needs no principal; `internal` is for actors and effects alone and no person reaches it;
 * `closed` is refused to everybody (an endpoint a library brings that we do not offer).
 */
export type Permission = GrantedPermission | "public" | "internal" | "closed";

export const GRANTED_PERMISSIONS = Object.keys(TABLE) as GrantedPermission[];

/** Those that staff can hold at all, and a custom role can tick. */
export const STAFF_PERMISSIONS: readonly GrantedPermission[] = GRANTED_PERMISSIONS.filter((permission) => {
  const holders: readonly Holder[] = TABLE[permission];
  return holders.length === 0 || holders.some((holder) => holder !== "contact");
});

const isForStaff: ReadonlySet<string> = new Set(STAFF_PERMISSIONS);

/** @param principal undefined for nobody in particular */
export function isPermitted(principal: Principal | undefined, permission: Permission): boolean {
  switch (permission) {
    case "public":
      return true;
    case "internal":
    case "closed":
      return false;
    default:
      if (principal === undefined) return false;
      if (principal.type === "contact") return holds("contact", permission);
      // Whatever a custom role's row says: nothing makes a customer of somebody on the staff.
      return (
        isForStaff.has(permission) && (principal.grants?.includes(permission) ?? holds(principal.role, permission))
      );
  }
}

export function holds(holder: Holder, permission: GrantedPermission): boolean {
  const holders: readonly Holder[] = TABLE[permission];
  return holders.includes(holder);
}

/** A role, built-in or with the permissions of a custom one in place of its own. */
export interface RoleAs {
  readonly role: Role;
  readonly grants?: readonly string[] | undefined;
}

/** Everything that somebody of this role may do, in the table's order. */
export function permissionsOf({ role, grants }: RoleAs): GrantedPermission[] {
  return STAFF_PERMISSIONS.filter((permission) => grants?.includes(permission) ?? holds(role, permission));
}

export function isRole(name: string): name is Role {
  return ROLES.some((role) => role === name);
}
