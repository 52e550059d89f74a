/** The shop as a whole: what its inboxes go by where they say nothing of their own. */
import { eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import { businessProfile } from "#domain/organisation/schema";
import type { Locale } from "#protocol/constants";

/** The one row's key. */
export const THE_BUSINESS = 1;

export interface BusinessProfile {
  /** Empty until somebody has said it. */
  readonly shopName: string;
  readonly contactEmail: string | undefined;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly currency: string;
  readonly logoHash: string | undefined;
  /** 0 until something was set. */
  readonly version: number;
}

const UNSAID: BusinessProfile = {
  shopName: "",
  contactEmail: undefined,
  locale: "en",
  timeZone: "UTC",
  currency: "USD",
  logoHash: undefined,
  version: 0,
};

/** Without the logo itself, which `readLogo` has. */
export async function readBusinessProfile(db: Database): Promise<BusinessProfile> {
  const { shopName, contactEmail, locale, timeZone, currency, logoHash, version } = businessProfile;
  const [row] = await db
    .select({ shopName, contactEmail, locale, timeZone, currency, logoHash, version })
    .from(businessProfile)
    .where(eq(businessProfile.one, THE_BUSINESS));
  if (row === undefined) return UNSAID;
  return { ...row, contactEmail: row.contactEmail ?? undefined, logoHash: row.logoHash ?? undefined };
}
