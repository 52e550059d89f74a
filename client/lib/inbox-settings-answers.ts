/** Hand decoders of what the settings of inboxes, teams and the business are told; a test holds them equal to the contract. */
import { INBOX_POSITIONS, LOCALES, ROLES } from "#protocol/constants";
import type { Business } from "#protocol/http-business";
import type { InboxSettingsAnswer } from "#protocol/http-inbox-settings";
import type { ManagedTeam, ManagedTeams } from "#protocol/http-teams";
import { SUPPORT_TIERS } from "#protocol/support-tiers";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { instant, slug } from "./nouns.ts";

export const inboxSettings: Decoder<InboxSettingsAnswer> = object(
  {
    id: slug,
    name: string,
    locale: oneOf(...LOCALES),
    position: oneOf(...INBOX_POSITIONS),
    greeting: object({}, { en: string, "zh-CN": string }),
    allowedOrigins: array(string),
    defaultTeamId: slug,
    version: integer(1),
  },
  {
    shopName: string,
    accent: string,
    privacyUrl: string,
    openingHours: object({
      timeZone: string,
      intervals: array(object({ weekday: integer(1), fromMinute: integer(0), toMinute: integer(0) })),
    }),
  },
);

export interface Sighting {
  readonly origin: string;
  readonly lastSeenAt: string;
}
export const sightings: Decoder<{ items: Sighting[] }> = object({
  items: array(object({ origin: string, lastSeenAt: instant })),
});

export const managedTeam: Decoder<ManagedTeam> = object({
  id: slug,
  name: string,
  supportTier: oneOf(...SUPPORT_TIERS),
  members: array(
    object({ id: string, name: string, role: oneOf(...ROLES), takesWork: boolean }, { capacity: integer(1) }),
  ),
  inboxes: array(object({ id: slug, name: string })),
});
export const managedTeams: Decoder<ManagedTeams> = object({
  items: array(managedTeam),
  defaultCapacity: integer(0),
});

export const business: Decoder<Business> = object(
  { shopName: string, locale: oneOf(...LOCALES), timeZone: string, currency: string, version: integer(0) },
  { contactEmail: string, logoUrl: string },
);
