/** What may be set of an inbox, as it rests in D1. */
import { eq, getTableColumns } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#domain/database";
import { type OpeningHours, storedHours } from "#domain/organisation/opening-hours";
import { inboxes } from "#domain/organisation/schema";
import type { InboxPosition, Locale } from "#protocol/constants";
import { greeting } from "#protocol/http-widget-inbox";

export type Greeting = Readonly<Partial<Record<Locale, string | undefined>>>;

/** All that a change of an inbox may change. */
export interface InboxSettings {
  readonly name: string;
  /** Absent: the business profile's. */
  readonly shopName: string | undefined;
  readonly locale: Locale;
  /** `#rrggbb`; absent: the widget's own. */
  readonly accent: string | undefined;
  readonly position: InboxPosition;
  readonly greeting: Greeting;
  readonly privacyUrl: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly defaultTeamId: string;
  /** Absent: always open. */
  readonly openingHours: OpeningHours | undefined;
}

export interface StoredInbox extends InboxSettings {
  readonly id: string;
  readonly version: number;
}

const origins = z.array(z.string());

/** @returns undefined if there is no such inbox */
export async function readInboxSettings(db: Database, inboxId: string): Promise<StoredInbox | undefined> {
  const { id, name, shopName, locale, accent, position, privacyUrl, defaultTeamId, version, ...others } =
    getTableColumns(inboxes);
  const plain = { id, name, shopName, locale, accent, position, privacyUrl, defaultTeamId, version };
  const { greeting: greetings, allowedOrigins, openingHours } = others;
  const [row] = await db
    .select({ ...plain, greetings, allowedOrigins, openingHours })
    .from(inboxes)
    .where(eq(inboxes.id, inboxId));
  if (row === undefined) return undefined;
  const { greetings: said, ...stored } = row;
  return {
    ...stored,
    shopName: row.shopName ?? undefined,
    accent: row.accent ?? undefined,
    privacyUrl: row.privacyUrl ?? undefined,
    greeting: greeting.parse(said),
    allowedOrigins: origins.parse(row.allowedOrigins),
    openingHours: row.openingHours === null ? undefined : storedHours.parse(row.openingHours),
  };
}
