/** Routes: who may not write. */
import { seesPersonal } from "#domain/conversations/masked";
import type { Block } from "#domain/customers/block-record";
import { type BlockTarget, createBlock, liftBlock, listBlocks } from "#domain/customers/blocks";
import { lastNetworkOf } from "#domain/customers/networks";
import { shownField } from "#domain/customers/profile";
import { type Contact, readContact, readStanding } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { listAccounts } from "#domain/identity/store";
import { isUnopenable } from "#domain/privacy/key-ring";
import { parseRange, tagsOf } from "#domain/privacy/network-tags";
import { operations } from "#protocol/http";
import type { BlockAnswer } from "#protocol/http-blocks";
import { auditorOf } from "#worker/auditor";
import { forgetBlocks } from "#worker/blocks";
import { type Call, defineRoute, type Route } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { type Environment, secretsOf } from "#worker/environment";

/** A block for longer is one until it is lifted. */
const MAX_BLOCK_MS = 366 * 24 * 60 * 60 * 1_000;
/** Of one contact stand at most a few. */
const MAX_OF_CONTACT = 50;

export const blocksRoutes: readonly Route[] = [
  defineRoute(operations.listBlocks, { permission: "block.manage" }, async (call) => {
    const { env, principal, query, nowMs } = call;
    const { state, ...page } = query;
    const list = { state, inboxIds: principal.inboxIds };
    const { items, nextCursor } = await listBlocks(database(env.DB), secretsOf(env).keyRing, list, page, nowMs);
    const answer = { items: await answersOf(call, items) };
    return ok(nextCursor === undefined ? answer : { ...answer, nextCursor });
  }),

  defineRoute(operations.blockRange, { permission: "block.manage" }, async (call) => {
    const network = parseRange(call.body.range);
    if (network === undefined) return refuse("range_unknown");
    const [tag, ...older] = tagsOf(secretsOf(call.env).blindIndexKeys, network);
    if (tag === undefined) return refuse("range_unknown");
    const made = await block(call, [{ kind: "network", network: [tag, ...older] }]);
    if (!made.ok) return made;
    const [answer] = made.value;
    return answer === undefined ? refuse("already_blocked") : ok(answer);
  }),

  defineRoute(operations.liftBlock, { permission: "block.manage" }, async ({ c, env, principal, params, nowMs }) => {
    const by = auditorOf(env, c.req.raw, principal);
    if (!(await liftBlock(database(env.DB), params.id, principal.inboxIds, by, nowMs))) return refuse("not_found");
    forgetBlocks(env);
    return ok({ done: true as const });
  }),

  defineRoute(operations.contactBlocks, { permission: "contact.read" }, async (call) => {
    const { env, principal, params, nowMs } = call;
    const db = database(env.DB);
    if ((await inboxOf(env, principal, params.id)) === undefined) return refuse("not_found");
    const list = { state: "standing", inboxIds: undefined, contactId: params.id } as const;
    const { items } = await listBlocks(db, secretsOf(env).keyRing, list, { limit: MAX_OF_CONTACT }, nowMs);
    return ok({ items: await answersOf(call, items) });
  }),

  defineRoute(operations.blockContact, { permission: "block.create" }, async (call) => {
    const { env, principal, params, body } = call;
    const contactId = params.id;
    const inboxId = await inboxOf(env, principal, contactId);
    if (inboxId === undefined) return refuse("not_found");
    const targets: BlockTarget[] = [{ kind: "contact", contactId, inboxId }];
    if (body.network) {
      const network = await lastNetworkOf(database(env.DB), contactId);
      if (network === undefined) return refuse("no_network");
      targets.push({ kind: "network", network: [network], contactId, inboxId });
    }
    const made = await block(call, targets);
    if (!made.ok) return made;
    return made.value.length === 0 ? refuse("already_blocked") : ok({ items: made.value });
  }),
];

type BlockCall = Pick<Call<typeof operations.blockContact>, "c" | "env" | "principal" | "nowMs"> & {
  readonly body: { readonly reason?: string | undefined; readonly expiresAtMs?: number | undefined };
};

/** @returns those that were not blocked already */
async function block(call: BlockCall, targets: readonly BlockTarget[]): Promise<Result<BlockAnswer[]>> {
  const { c, env, principal, nowMs } = call;
  const { reason, expiresAtMs } = call.body;
  if (expiresAtMs !== undefined && expiresAtMs <= nowMs) return refuse("time_passed");
  if (expiresAtMs !== undefined && expiresAtMs > nowMs + MAX_BLOCK_MS) return refuse("time_too_far");
  const db = database(env.DB);
  const { keyRing } = secretsOf(env);
  const by = auditorOf(env, c.req.raw, principal);
  const made: string[] = [];
  for (const target of targets) {
    const id = await createBlock(db, keyRing, { target, reason, expiresAtMs }, by, nowMs);
    if (id !== undefined) made.push(id);
  }
  if (made.length > 0) {
    forgetBlocks(env);
    c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
  }
  const list = { state: "standing", inboxIds: undefined, ids: made } as const;
  const { items } = await listBlocks(db, keyRing, list, { limit: targets.length }, nowMs);
  return ok(await answersOf(call, items));
}

/** @returns the contact's inbox, if there is such a contact and this person may know of it */
async function inboxOf(env: Environment, principal: AgentPrincipal, contactId: string): Promise<string | undefined> {
  const inboxId = (await readStanding(database(env.DB), contactId))?.inboxId;
  if (inboxId === undefined) return undefined;
  return principal.inboxIds === undefined || principal.inboxIds.includes(inboxId) ? inboxId : undefined;
}

/** With the names of who is blocked, as this reader may see them, and of who did it. */
async function answersOf(
  { env, principal }: Pick<BlockCall, "env" | "principal">,
  blocks: readonly Block[],
): Promise<BlockAnswer[]> {
  if (blocks.length === 0) return [];
  const db = database(env.DB);
  const accounts = new Map((await listAccounts(db)).map(({ id, name }) => [id, name]));
  const staff = (id: string) => ({ id, name: accounts.get(id) ?? "" });
  return Promise.all(
    blocks.map(async ({ contactId, family, prefix, createdBy, liftedBy, ...block }) => {
      const contact = contactId === undefined ? undefined : await nameable(env, contactId);
      const name = contact && shownField(contact, "name", seesPersonal(principal));
      return {
        ...block,
        ...(contactId === undefined ? {} : { contactId }),
        ...(name === undefined ? {} : { contactName: name.text }),
        ...(family === undefined || prefix === undefined ? {} : { network: { family, prefix } }),
        createdBy: staff(createdBy),
        ...(liftedBy === undefined ? {} : { liftedBy: staff(liftedBy) }),
      };
    }),
  );
}

/** One whose key is missing has no name for now. */
async function nameable(env: Environment, contactId: string): Promise<Contact | undefined> {
  try {
    return await readContact(database(env.DB), secretsOf(env).keyRing, contactId);
  } catch (error) {
    if (isUnopenable(error)) return undefined;
    throw error;
  }
}
