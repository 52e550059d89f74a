/** Routes: search over messages. */

import { conversationAddress } from "#actors/addresses";
import { seesPersonal } from "#domain/conversations/masked";
import { findConversations, type PageWanted } from "#domain/conversations/store";
import { contactsKnownAs } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, type Result } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { teamsInSight } from "#domain/identity/scope";
import { listInboxOrigins } from "#domain/organisation/store";
import { candidatesFor } from "#domain/search/candidates";
import { parseQuery } from "#domain/search/query";
import { tokenHashers } from "#domain/search/token-hash";
import { operations } from "#protocol/http";
import type { SearchPage, SearchResult } from "#protocol/http-search";
import type { ConversationRow } from "#protocol/vocabulary";
import { defineRoute } from "#worker/define-route";
import { type Environment, secretsOf } from "#worker/environment";
import { startRotation } from "#worker/jobs/rotate-keys";

export const searchRoutes = [
  defineRoute(operations.search, { permission: "conversation.search" }, ({ env, principal, body: { q, ...page } }) =>
    search(env, principal, q, page),
  ),
  defineRoute(operations.rebuildSearchIndex, { permission: "index.rebuild" }, async ({ env, nowMs }) => {
    const started = await startRotation(env, "blind-index", nowMs);
    return started.ok ? ok({ status: "started" as const }) : started;
  }),
];

async function search(
  env: Environment,
  principal: AgentPrincipal,
  text: string,
  page: PageWanted,
): Promise<Result<SearchPage>> {
  const db = database(env.DB);
  const { keyRing, blindIndexKeys } = secretsOf(env);
  const tokens = parseQuery(text)?.tokens ?? [];
  const contactIds = await contactsMeant(env, principal, text);
  const sought = await candidatesFor(db, tokenHashers(blindIndexKeys), tokens, contactIds);
  const sight = {
    agentId: principal.id,
    seesPersonal: seesPersonal(principal),
    inboxIds: principal.inboxIds,
    teamIds: teamsInSight(principal),
  };
  const found = await findConversations(db, keyRing, sight, sought, page);
  if (!found.ok) return found;
  // Each is asked itself what it has; at most a page of them, side by side.
  const looked = await Promise.all(
    found.value.items.map((row) => look(env, principal, text, row, contactIds.includes(row.conversation.contactId))),
  );
  return ok({ ...found.value, items: looked.filter((result) => result !== undefined) });
}

/** What an agent types may be somebody's email address or the shop's id of them. */
async function contactsMeant(env: Environment, { inboxIds }: AgentPrincipal, text: string): Promise<string[]> {
  if (/\s/.test(text)) return [];
  const db = database(env.DB);
  const ids = inboxIds ?? (await listInboxOrigins(db)).map(({ id }) => id);
  return ids.length === 0 ? [] : contactsKnownAs(db, secretsOf(env).blindIndexKeys, ids, text);
}

/** @returns undefined if it does not have all of the words after all, or cannot be read now */
async function look(
  env: Environment,
  principal: AgentPrincipal,
  text: string,
  { conversation, contactName, lastActivityAt }: ConversationRow,
  isOfContact: boolean,
): Promise<SearchResult | undefined> {
  const address = conversationAddress(env, conversation.id);
  // One that does not answer keeps nobody from the others.
  const answer = await address.findMessages(principal, text).catch(() => undefined);
  const hits = answer?.ok === true ? answer.value : [];
  if (hits.length === 0 && !isOfContact) return undefined;
  return {
    conversation,
    lastActivityAt,
    hits: [...hits],
    ...(contactName === undefined ? {} : { contactName }),
    ...(isOfContact ? { contact: true as const } : {}),
  };
}
