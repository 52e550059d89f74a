/** Staff who label, and what they see of it. */
import { conversationPage } from "#protocol/http";
import { type Label, labelList } from "#protocol/http-labels";
import type { Conversation } from "#protocol/vocabulary";
import { until } from "#test/workers/line";
import { call, loginOf, openShop, post } from "#test/workers/shop";
import { type Headers, signedIn } from "#test/workers/staff";

export interface Desk {
  readonly agent: Headers;
  readonly supervisor: Headers;
  readonly qa: Headers;
  readonly admin: Headers;
}

/** A fresh shop with somebody of each role signed in. */
export async function openDesk(): Promise<Desk> {
  const { logins } = await openShop();
  const of = (role: keyof Desk) => signedIn(loginOf(logins, role));
  return { agent: await of("agent"), supervisor: await of("supervisor"), qa: await of("qa"), admin: await of("admin") };
}

export function put(path: string, body: object, headers: Headers): Promise<Response> {
  return call(path, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

export function remove(path: string, headers: Headers): Promise<Response> {
  return call(path, { method: "DELETE", headers });
}

export async function labelsOf(who: Headers): Promise<Label[]> {
  return labelList.parse(await (await call("/api/v1/labels", { headers: who })).json()).items;
}

export async function makeLabel(desk: Desk, name: string, more: object = {}): Promise<Label> {
  const body = { name, colour: "teal", allowFromWidget: false, ...more };
  const answer = await post("/api/v1/labels", body, desk.supervisor);
  if (answer.status !== 201) throw new Error(`a label answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ label: Label }>()).label;
}

/** @param query what the list is narrowed down to */
export async function listOf(desk: Desk, query = ""): Promise<Conversation[]> {
  const answer = await call(`/api/v1/conversations?view=all&limit=100&${query}`, { headers: desk.admin });
  if (answer.status !== 200) throw new Error(`the list answered ${answer.status}`);
  return conversationPage.parse(await answer.json()).items.map(({ conversation }) => conversation);
}

/** Waits until the list tells this of the conversation. */
export function whenListed(
  desk: Desk,
  id: string,
  fits: (conversation: Conversation) => boolean,
): Promise<Conversation> {
  return until(
    async () => (await listOf(desk)).find((conversation) => conversation.id === id && fits(conversation)),
    () => `${id} in the list as it should be`,
  );
}
