/** What the audit log tells of, by subject: a filter that a reader can choose from. */
import { AUDIT_ACTIONS, type AuditAction } from "#domain/audit/actions";
import type { AuditGroup } from "#protocol/constants";

/** `session` of `session.started`. */
type Noun = AuditAction extends infer Action ? (Action extends `${infer First}.${string}` ? First : never) : never;

/** TypeScript asks for each noun that the vocabulary has. */
const GROUP_OF_NOUN: Readonly<Record<Noun, AuditGroup>> = {
  session: "signIn",
  password: "signIn",
  secondFactor: "signIn",
  passkey: "signIn",
  account: "people",
  role: "people",
  conversation: "work",
  label: "work",
  ticket: "work",
  followUp: "work",
  ticketType: "work",
  refund: "work",
  canned: "work",
  personal: "customers",
  contact: "customers",
  block: "customers",
  consentText: "privacy",
  retention: "privacy",
  export: "privacy",
  erasure: "privacy",
  key: "privacy",
  inbox: "shop",
  team: "shop",
  skill: "shop",
  routing: "shop",
  business: "shop",
  calendar: "shop",
  sla: "shop",
  closing: "shop",
  audit: "privacy",
};

export function actionsOf(group: AuditGroup): AuditAction[] {
  return AUDIT_ACTIONS.filter((action) => Object.entries(GROUP_OF_NOUN).some(isOf(action, group)));
}

function isOf(action: AuditAction, group: AuditGroup) {
  return ([noun, itsGroup]: [string, AuditGroup]) => itsGroup === group && action.startsWith(`${noun}.`);
}
