/** The shop as a whole: what its inboxes go by where they say nothing of their own. */
import { eq, sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { businessProfile } from "#domain/organisation/schema";
import { LOGO_TYPES, type Locale, type LogoType } from "#protocol/constants";

/** The one row's key. */
const THE_BUSINESS = 1;

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

export interface Logo {
  readonly type: LogoType;
  readonly bytes: Uint8Array;
  /** Hex SHA-256. */
  readonly hash: string;
}

/** What a change sets: the profile, or the logo (null takes it away), and leaves the other as it is. */
export type BusinessChange =
  | Pick<BusinessProfile, "shopName" | "contactEmail" | "locale" | "timeZone" | "currency">
  | { readonly logo: Logo | null };

/** @param version as whoever changes it saw it. @returns refuses `changed_meanwhile` */
export async function changeBusiness(
  db: Database,
  version: number,
  change: BusinessChange,
  { auditor, nowMs }: ChangeBy,
): Promise<Result<BusinessProfile>> {
  const before = await readBusinessProfile(db);
  if (before.version !== version) return refuse("changed_meanwhile");
  const set = { ...columnsOf(change), version: version + 1 };
  const { shopName, locale, timeZone, currency } = before;
  const row = { one: THE_BUSINESS, shopName, locale, timeZone, currency, ...set };
  const stored = db.select({ version: businessProfile.version }).from(businessProfile);
  const isUnchanged = sql`(SELECT 1 WHERE coalesce((${stored}), 0) = ${version})`;
  const action = "logo" in change ? "business.logoChanged" : "business.changed";
  const entry = { actor: auditor, action, subject: { type: "business", id: "business" } } as const;
  const [changed] = await db.batch([
    db.select({ changed: sql`1` }).from(isUnchanged),
    auditStatement(db, entry, nowMs, isUnchanged),
    db
      .insert(businessProfile)
      .select(rowIf(businessProfile, row, isUnchanged))
      .onConflictDoUpdate({ target: businessProfile.one, set }),
  ]);
  return changed.length > 0 ? ok(await readBusinessProfile(db)) : refuse("changed_meanwhile");
}

function columnsOf(change: BusinessChange) {
  if (!("logo" in change)) return { ...change, contactEmail: change.contactEmail ?? null };
  const { logo } = change;
  if (logo === null) return { logo: null, logoType: null, logoHash: null };
  return { logo: Buffer.from(logo.bytes), logoType: logo.type, logoHash: logo.hash };
}

/** @returns undefined if it is not the shop's logo (any more) */
export async function readLogo(db: Database, hash: string): Promise<Omit<Logo, "hash"> | undefined> {
  const { logo, logoType } = businessProfile;
  const [row] = await db.select({ logo, logoType }).from(businessProfile).where(eq(businessProfile.logoHash, hash));
  const type = LOGO_TYPES.find((known) => known === row?.logoType);
  return row?.logo == null || type === undefined ? undefined : { bytes: row.logo, type };
}
