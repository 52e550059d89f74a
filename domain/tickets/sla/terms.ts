/** Which policy a ticket goes by, as D1 has policies, calendars and the customer's tier at this moment. */
import type { Database } from "#domain/database";
import type { KeyRing } from "#domain/privacy/key-ring";
import { readCalendars } from "#domain/sla/calendar-store";
import { readTier } from "#domain/sla/lookup";
import { listSlaPolicies } from "#domain/sla/policy-store";
import { choosePolicy, type SlaTerms, termsOf } from "#domain/sla/terms";
import { CHANNELS, type Priority, type TicketChannel } from "#protocol/constants";
import type { SlaPolicy } from "#protocol/http-sla";

export interface TicketSubject {
  readonly type: string;
  readonly channel: TicketChannel;
  readonly priority: Priority;
  /** Null: of no customer. */
  readonly contactId: string | null;
}

/** @param policies in the shop's order @returns the first that fits, or undefined: then nothing is promised */
export function policyOfTicket(
  policies: readonly SlaPolicy[],
  { type, channel: by, priority }: Omit<TicketSubject, "contactId">,
  tier: string | undefined,
): SlaPolicy | undefined {
  const channel = CHANNELS.find((known) => known === by);
  const forTickets = policies.filter(
    ({ appliesTo, ticketTypes, channels }) =>
      appliesTo !== "conversations" &&
      (ticketTypes.length === 0 || ticketTypes.includes(type)) &&
      // By another way than the known ones only what is for every way fits.
      (channel !== undefined || channels.length === 0),
  );
  return choosePolicy(forTickets, { channel: channel ?? "chat", priority, tier });
}

/** Policies and calendars are read once for all that are asked about. */
export async function termsForTickets(
  db: Database,
  keyRing: KeyRing,
  nowMs: number,
): Promise<(subject: TicketSubject) => Promise<SlaTerms | undefined>> {
  const policies = (await listSlaPolicies(db)).filter(({ appliesTo }) => appliesTo !== "conversations");
  const calendars = await readCalendars(
    db,
    policies.flatMap(({ calendarId }) => calendarId ?? []),
  );
  // It rests sealed: opened only where it decides something.
  const isTierAsked = policies.some(({ tiers }) => tiers.length > 0);
  return async ({ contactId, ...subject }) => {
    const tier = isTierAsked && contactId !== null ? await readTier(db, keyRing, contactId) : undefined;
    const policy = policyOfTicket(policies, subject, tier);
    const calendar = calendars.find(({ id }) => id === policy?.calendarId);
    return policy && termsOf(policy, calendar, nowMs);
  };
}
