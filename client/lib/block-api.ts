/** What the console asks of blocks. */
import type { BlockAnswer, BlockPage } from "#protocol/http-blocks";
import { type ApiOptions, call } from "./api.ts";
import { block, blockList, blockPage } from "./block-answers.ts";
import { object } from "./decoder.ts";

/** Unix milliseconds; absent: until somebody lifts it. */
interface Terms {
  readonly reason?: string | undefined;
  readonly expiresAtMs?: number | undefined;
}

/** @throws ApiError */
export function blocks(api: ApiOptions, state: "standing" | "over", cursor?: string): Promise<BlockPage> {
  const query = new URLSearchParams({ state, ...(cursor !== undefined && { cursor }) });
  return call(api, { method: "GET", path: `/api/v1/blocks?${query}`, answer: blockPage });
}

/** Those that stand against a contact. @throws ApiError */
export async function blocksOfContact(api: ApiOptions, contactId: string): Promise<BlockAnswer[]> {
  return (await call(api, { method: "GET", path: pathOf(contactId), answer: blockList })).items;
}

/** @throws ApiError `conflict` if they are blocked already, or it is not known from where they came */
export async function blockContact(
  api: ApiOptions,
  contactId: string,
  body: Terms & { readonly network: boolean },
): Promise<BlockAnswer[]> {
  return (await call(api, { method: "POST", path: pathOf(contactId), body, answer: blockList })).items;
}

/** @throws ApiError `bad_frame` for a range that is none */
export function blockRange(api: ApiOptions, body: Terms & { readonly range: string }): Promise<BlockAnswer> {
  return call(api, { method: "POST", path: "/api/v1/blocks", body, answer: block });
}

/** @throws ApiError `not_found` if it does not stand any more */
export async function liftBlock(api: ApiOptions, blockId: string): Promise<void> {
  const path = `/api/v1/blocks/${encodeURIComponent(blockId)}/lift`;
  await call(api, { method: "POST", path, body: {}, answer: object({}) });
}

function pathOf(contactId: string): string {
  return `/api/v1/contacts/${encodeURIComponent(contactId)}/blocks`;
}
