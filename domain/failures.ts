/**
 * Everything that can be refused, as values: rules return a tag, and the one exhaustive map below puts it on the wire.
 * A thrown error is left for what is broken, not for what is refused.
 */
import { type ErrorCode, REFUSAL_REASONS, type RefusalReason } from "#protocol/constants";

const FAILURES = {
  malformed: ["bad_frame", "The request is not of the form that the protocol asks for."],
  wrong_version: ["bad_frame", "This is a WebSocket of edgedesk.v1; name that subprotocol."],
  too_large: ["too_large", "The request is larger than the protocol allows."],
  not_signed_in: ["unauthenticated", "Sign in, or renew the session, and try again."],
  wrong_password: ["unauthenticated", "The email address or the password is wrong."],
  session_ended: ["unauthenticated", "The session has ended; sign in again."],
  second_factor_wanted: ["unauthenticated", "Enter the code of your second factor as well."],
  second_factor_wrong: ["unauthenticated", "The code is wrong, expired or was used before."],
  passkey_refused: ["forbidden", "This passkey is not known, or it did not ask for its owner's finger, face or PIN."],
  password_wanted: ["forbidden", "Enter your password once more for this."],
  password_wrong: ["forbidden", "The current password is wrong."],
  proof_wanted: ["forbidden", "Enter a code of your second factor as well, or use a passkey."],
  proof_wrong: ["forbidden", "The code is wrong, expired or was used before, or the passkey is not yours."],
  plain_http: ["forbidden", "Edgedesk answers on https alone."],
  foreign_origin: ["forbidden", "This page may not connect to Edgedesk."],
  no_permission: ["forbidden", "You do not have the permission for this."],
  blocked: ["forbidden", "You cannot write here."],
  grants_exceeded: ["forbidden", "Nobody can give a permission that they do not hold."],
  not_sender: ["forbidden", "Only its sender may change a message."],
  identity_not_verified: ["forbidden", "The hash or token of the identity is not one of this inbox."],
  identity_expired: ["forbidden", "The identity token has expired; ask the shop for a new one."],
  not_found: ["not_found", "There is nothing here, or it is not yours to see."],
  range_unknown: ["bad_frame", "This is no address range that can be blocked."],
  no_network: ["conflict", "It is not known from where this contact came."],
  link_spent: ["not_found", "This link was used before, was taken back or has expired."],
  erased: ["not_found", "This was erased."],
  agent_unknown: ["not_found", "There is no such agent."],
  label_unknown: ["not_found", "There is no such label."],
  team_unknown: ["not_found", "There is no such team."],
  tier_unserved: ["conflict", "No other team of this line of support serves this inbox."],
  edit_window_over: ["conflict", "The time for changing this message is over."],
  too_many_changes: ["conflict", "This message was changed as often as it may be."],
  already_recalled: ["conflict", "This message was recalled."],
  taken: ["conflict", "Somebody else has this conversation already."],
  wrong_status: ["conflict", "The conversation's status does not allow this."],
  not_assigned: ["conflict", "Nobody has this conversation yet."],
  stale_epoch: ["conflict", "The conversation has moved on; look again."],
  agent_full: ["conflict", "The agent has no free slot."],
  agent_offline: ["conflict", "The agent is not online."],
  agent_out_of_scope: ["conflict", "The agent does not see conversations of this inbox."],
  password_too_short: ["bad_frame", "The password is too short."],
  password_too_common: ["bad_frame", "The password is one of those that are tried first."],
  password_is_personal: ["bad_frame", "The password contains your name or email address."],
  second_factor_needed: ["conflict", "Your role asks for a second factor: set up another one before you remove this."],
  email_taken: ["conflict", "There is an account or an invitation with this email address."],
  last_admin: ["conflict", "Somebody has to remain an administrator."],
  time_past: ["conflict", "The time has to be one to come, within a year."],
  changed_meanwhile: ["conflict", "Somebody else changed this meanwhile; look again."],
  name_taken: ["conflict", "There is one with this name."],
  too_many_labels: ["conflict", "There are as many labels as there may be."],
  too_many_attributes: ["conflict", "There are as many details of this customer as there may be."],
  too_many: ["conflict", "There are as many as there may be; delete some first."],
  too_many_views: ["conflict", "There is no room for more saved views; delete one first."],
  overflow_circle: ["conflict", "What overflows from there would come back here."],
  rules_unsound: ["conflict", "Some of these rules cannot be kept; check them."],
  in_use: ["conflict", "It is still in use."],
  reason_wanted: ["bad_frame", "Say why."],
  subs_unfinished: ["conflict", "It has sub-tickets that are not finished."],
  fields_missing: ["conflict", "A field that this type of tickets asks for is missing."],
  would_loop: ["conflict", "A ticket cannot stand under itself."],
  not_mergeable: ["conflict", "Only two tickets of the same customer become one."],
  type_unknown: ["not_found", "There is no such type of tickets."],
  sold_out: ["conflict", "There are not that many left."],
  category_wanted: ["bad_frame", "Say of which category it was."],
  category_unknown: ["conflict", "There is no such category, or it is not offered any more."],
  not_asked: ["conflict", "Nobody asks whether this is settled, or it was answered."],
  refund_undecided: ["conflict", "It has a refund that waits for a decision."],
  own_conversation: ["conflict", "A ticket keeps the conversation that it was made of."],
  own_refund: ["conflict", "Somebody else has to decide what you asked for yourself."],
  amount_unsound: ["bad_frame", "The amount has to be more than nothing, and whole in the currency's smallest unit."],
  currency_unknown: ["bad_frame", "There is no such currency."],
  currency_differs: ["conflict", "The order was paid in another currency."],
  refund_too_high: ["conflict", "That is more than is left of the order."],
  order_wanted: ["bad_frame", "Say which of the ticket's orders it is of."],
  order_unknown: ["conflict", "The ticket has no such order of its customer."],
  already_blocked: ["conflict", "This is blocked already."],
  already_running: ["conflict", "This is under way already."],
  time_passed: ["conflict", "The time is not in the future."],
  time_too_far: ["conflict", "The time is too far ahead."],
  hours_unsound: ["bad_frame", "These opening hours end before they begin, or overlap."],
  calendar_unknown: ["conflict", "There is no such calendar; look again."],
  calendar_in_use: ["conflict", "A policy goes by this calendar; give it another one first."],
  picture_unfit: ["bad_frame", "This is not a picture of the kind that it says it is."],
  file_empty: ["bad_frame", "There is nothing in this file."],
  file_too_large: ["too_large", "The file is larger than 20 MB."],
  file_name_unfit: ["bad_frame", "A file of this name cannot be attached."],
  type_not_taken: ["bad_frame", "Files of this kind are not taken, or the file is damaged."],
  extension_wrong: ["bad_frame", "The file's name ends otherwise than what is in it."],
  file_missing: ["unavailable", "The file is not where it was kept; tell an administrator."],
  file_damaged: ["unavailable", "The file is damaged where it was kept; tell an administrator."],
  too_fast: ["rate_limited", "Too many requests; slow down."],
  key_missing: ["unavailable", "A key that this was sealed with is missing; tell an administrator."],
  keys_unusable: ["unavailable", "The encryption keys of this instance are not those of its data; nothing is written."],
  not_ready: ["unavailable", "Edgedesk is starting; try again in a moment."],
  broken: ["unavailable", "Something broke on our side; try again."],
} as const satisfies Record<string, readonly [ErrorCode, string]> & Record<RefusalReason, unknown>;

/** The tag of a refusal. */
export type Failure = keyof typeof FAILURES;

/** @returns the tag, if it is one: for where it came as a string */
export function asFailure(value: string | null): Failure | undefined {
  return value !== null && Object.hasOwn(FAILURES, value) ? (value as Failure) : undefined;
}

/** What a refusal says on the wire, in a frame as in a problem. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  /** The tag, of those that the protocol names: what is hidden, foreign or not theirs is not told apart. */
  readonly reason?: RefusalReason;
}

export function wireError(failure: Failure): WireError {
  const [code, message] = FAILURES[failure];
  const reason = REFUSAL_REASONS.find((known) => known === failure);
  return { code, message, ...(reason === undefined ? {} : { reason }) };
}

/** A rule's answer: a value, or the tag of why not. Plain data, so it crosses actor RPC as it is. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Failure };

export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refuse(failure: Failure): { readonly ok: false; readonly failure: Failure } {
  return { ok: false, failure };
}
