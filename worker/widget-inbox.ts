/**
 * What widgets are told of their inbox, kept in the isolate for a little: a busy shop's page asks for it with each visitor,
 * and that is to cost neither a query nor a call of the team's queue.
 */
import { queueAddress } from "#actors/addresses";
import { recentReplyTimesMs, usualReplySeconds } from "#domain/conversations/reply-times";
import { type Database, database } from "#domain/database";
import { listNames } from "#domain/identity/store";
import { type BusinessProfile, readBusinessProfile } from "#domain/organisation/business-profile";
import { readInboxSettings, type StoredInbox } from "#domain/organisation/inbox-settings";
import { MAX_SHOWN_PEOPLE, type TeamNow, widgetTeam } from "#domain/organisation/widget-inbox";
import type { WidgetInbox } from "#protocol/http-widget-inbox";
import type { Environment } from "#worker/environment";

const KEPT_MS = 15_000;
/** A median of a week does not move in minutes. */
const REPLIES_KEPT_MS = 5 * 60_000;

interface Kept<Value> {
  readonly untilMs: number;
  readonly value: Value;
}
interface InboxNow extends TeamNow {
  readonly inbox: StoredInbox;
  readonly business: BusinessProfile;
}
interface Known {
  readonly inboxes: Map<string, Kept<InboxNow>>;
  readonly replies: Map<string, Kept<number | undefined>>;
}
const known = new WeakMap<object, Known>();

/** An inbox as its widget shows it, with the pages that may ask for it. */
export interface ShownInbox {
  readonly shown: WidgetInbox;
  readonly allowedOrigins: readonly string[];
}

/** @param origin our own, for the logo. @returns undefined if there is no such inbox */
export async function readWidgetInbox(
  env: Environment,
  inboxId: string,
  origin: string,
  nowMs: number,
): Promise<ShownInbox | undefined> {
  const kept = keptOf(env).inboxes.get(inboxId);
  const now = kept !== undefined && kept.untilMs > nowMs ? kept.value : await look(env, inboxId, nowMs);
  if (now === undefined) return undefined;
  const { inbox, business } = now;
  const { id, accent, position, greeting, privacyUrl, allowedOrigins } = inbox;
  const shown = {
    id,
    shopName: inbox.shopName ?? (business.shopName === "" ? inbox.name : business.shopName),
    ...(business.logoHash !== undefined && { logoUrl: `${origin}/api/v1/business/logo/${business.logoHash}` }),
    ...(accent !== undefined && { accent }),
    position,
    ...(Object.keys(greeting).length > 0 && { greeting }),
    ...(privacyUrl !== undefined && { privacyUrl }),
    // Opening hours hold to the minute, whatever is kept.
    team: widgetTeam(now, nowMs),
  };
  return { shown, allowedOrigins };
}

/** Something was set here: the next look is a fresh one. */
export function forgetWidgetInboxes(env: Pick<Environment, "DB">): void {
  known.delete(env.DB);
}

/** What was read is kept, not the reading: one request may not wait for another's. */
async function look(env: Environment, inboxId: string, nowMs: number): Promise<InboxNow | undefined> {
  const db = database(env.DB);
  const [inbox, business] = await Promise.all([readInboxSettings(db, inboxId), readBusinessProfile(db)]);
  if (inbox === undefined) return undefined;
  const [online, usual] = await Promise.all([whoIsThere(env, db, inbox), keptReplySeconds(env, db, inboxId, nowMs)]);
  const value = { inbox, business, hours: inbox.openingHours, online, usualReplySeconds: usual };
  keptOf(env).inboxes.set(inboxId, { untilMs: nowMs + KEPT_MS, value });
  return value;
}

async function whoIsThere(env: Environment, db: Database, { id, defaultTeamId }: StoredInbox) {
  try {
    const agentIds = await queueAddress(env, defaultTeamId).onlineAgents(id);
    const names = await listNames(db, agentIds.slice(0, MAX_SHOWN_PEOPLE));
    return agentIds.flatMap((agentId) => {
      const name = names.get(agentId);
      return name === undefined ? [] : [{ id: agentId, name }];
    });
  } catch (error) {
    // The shop's page has its widget all the same, which promises nobody.
    const name = error instanceof Error ? error.name : typeof error;
    console.error(JSON.stringify({ level: "error", event: "team unknown", error: name }));
    return [];
  }
}

async function keptReplySeconds(env: Environment, db: Database, inboxId: string, nowMs: number) {
  const { replies } = keptOf(env);
  const kept = replies.get(inboxId);
  if (kept !== undefined && kept.untilMs > nowMs) return kept.value;
  const value = usualReplySeconds(await recentReplyTimesMs(db, inboxId, nowMs));
  replies.set(inboxId, { untilMs: nowMs + REPLIES_KEPT_MS, value });
  return value;
}

function keptOf(env: Pick<Environment, "DB">): Known {
  let found = known.get(env.DB);
  if (found === undefined) {
    found = { inboxes: new Map(), replies: new Map() };
    known.set(env.DB, found);
  }
  return found;
}
