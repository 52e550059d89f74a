/** Which terms are for a conversation, as D1 has policies, calendars and the customer's tier at this moment. */
import { readAttributes } from "#domain/customers/attribute-store";
import type { Database } from "#domain/database";
import type { KeyRing } from "#domain/privacy/key-ring";
import { readCalendars } from "#domain/sla/calendar-store";
import { listSlaPolicies } from "#domain/sla/policy-store";
import { choosePolicy, type SlaCase, type SlaTerms, termsOf } from "#domain/sla/terms";

/** The attribute in which a shop tells a customer's tier. */
const TIER_ATTRIBUTE = "tier";

/** What is known of it where it is. */
export interface SlaSubject extends Pick<SlaCase, "channel" | "priority"> {
  readonly contactId: string;
  /** The policy that a rule gave it; another one is chosen where there is no such policy any more. */
  readonly policyId?: string | undefined;
}

/** @returns undefined if no policy is for it */
export async function findTerms(
  db: Database,
  keyRing: KeyRing,
  { contactId, policyId, ...subject }: SlaSubject,
  nowMs: number,
): Promise<SlaTerms | undefined> {
  const policies = (await listSlaPolicies(db)).filter(({ appliesTo }) => appliesTo !== "tickets");
  // It rests sealed: opened only where it decides something.
  const isTierAsked = policies.some(({ tiers }) => tiers.length > 0);
  const tier = isTierAsked ? await readTier(db, keyRing, contactId) : undefined;
  const ruled = policies.find(({ id }) => id === policyId);
  const policy = ruled ?? choosePolicy(policies, { ...subject, tier });
  if (policy === undefined) return undefined;
  const [calendar] = policy.calendarId === undefined ? [] : await readCalendars(db, [policy.calendarId]);
  return termsOf(policy, calendar, nowMs);
}

/** Only as the shop vouches for it: what a page says of its visitor anybody can say. */
export async function readTier(db: Database, keyRing: KeyRing, contactId: string): Promise<string | undefined> {
  const said = (await readAttributes(db, keyRing, contactId)).get(TIER_ATTRIBUTE);
  return said?.verified === true && typeof said.value === "string" ? said.value : undefined;
}
