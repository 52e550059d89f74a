/** Lists and threads of any length in the place of the server's, for measuring what a browser makes of them. */
import type { Page, WebSocketRoute } from "playwright-core";
import type { ConversationRow, Message } from "#protocol/vocabulary";

const PAGE_ROWS = 50;
const NOW_MS = Date.parse("2026-03-10T09:00:00Z");
const NAMES = ["Sofia Marchetti", "陈雨桐", "Daniel Okafor", "Tomás Rey", "Yuki Sato"];
const TEXTS = [
  "Hi, my parcel came today and the lid is cracked.",
  "可以换成这个颜色吗？价格好像是一样的。",
  "Of course. I have looked at the order: it left our warehouse on Tuesday, and the carrier says that it arrives on Friday between nine and noon.",
  "Thank you!",
];

/** A UUIDv7 by number. */
export function idOf(kind: number, nth: number): string {
  const hex = nth.toString(16).padStart(8, "0");
  return `019${kind}0000-0000-7000-8000-0000${hex}`;
}

const pick = <Item>(items: readonly [Item, ...Item[]] | readonly Item[], nth: number): Item => {
  const item = items[nth % items.length];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
};

function conversationOf(nth: number, lastSeq: number) {
  return {
    ...{ id: idOf(1, nth), inboxId: "web", teamId: "support", contactId: idOf(2, nth), status: "open" as const },
    ...{ epoch: 0, lastSeq },
  };
}

export function rowOf(nth: number): ConversationRow {
  return {
    conversation: conversationOf(nth, 3),
    contactName: `${pick(NAMES, nth)} ${nth}`,
    preview: { sender: { type: "contact", id: idOf(2, nth), name: pick(NAMES, nth) }, text: pick(TEXTS, nth) },
    unread: nth % 7 === 0 ? 2 : 0,
    lastActivityAt: new Date(NOW_MS - nth * 60_000).toISOString(),
    ...(nth % 3 === 0 && { waitingSince: new Date(NOW_MS - nth * 60_000).toISOString() }),
  };
}

function messageOf(conversation: number, seq: number, total: number): Message {
  const isTheirs = seq % 3 !== 0;
  const sender = isTheirs
    ? ({ type: "contact", id: idOf(2, conversation), name: pick(NAMES, conversation) } as const)
    : ({ type: "agent", id: "colleague", name: "Lena Brandt" } as const);
  return {
    ...{
      id: idOf(3, conversation * 20_000 + seq),
      seq,
      changedSeq: seq,
      conversationId: idOf(1, conversation),
      sender,
    },
    ...{ contentType: "text", content: `${seq} · ${pick(TEXTS, seq)}`, attachments: [] },
    createdAt: new Date(NOW_MS - (total - seq) * 45_000).toISOString(),
  };
}

/** Gives the list `all` so many conversations. */
export async function makeUpList(page: Page, count: number): Promise<void> {
  await page.route(/\/api\/v1\/conversations\?.*view=all/, (route) => {
    const cursor = Number(new URL(route.request().url()).searchParams.get("cursor") ?? 0);
    const items = Array.from({ length: Math.min(PAGE_ROWS, count - cursor) }, (_, nth) => rowOf(cursor + nth));
    const next = cursor + items.length;
    return route.fulfill({ json: { items, ...(next < count && { nextCursor: String(next) }) } });
  });
}

/** Gives every conversation so many messages: the last of them at the first sync, older ones by HTTP, as the server does. */
export async function makeUpThreads(page: Page, messagesOf: (nth: number) => number): Promise<void> {
  await page.route(/\/api\/v1\/contacts\//, (route) => route.fulfill({ status: 404, json: { code: "not_found" } }));
  await page.route(/\/conversations\/[^/]+\/messages\?/, (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const nth = numberOf(pathname);
    const before = Number(searchParams.get("beforeSeq"));
    const first = Math.max(1, before - Number(searchParams.get("limit") ?? PAGE_ROWS));
    const items = Array.from({ length: before - first }, (_, at) => messageOf(nth, first + at, messagesOf(nth)));
    return route.fulfill({ json: { items, hasMore: first > 1 } });
  });
  await page.routeWebSocket(/\/conversations\/[^/]+\/socket/, (line) => answer(line, messagesOf));
}

/** Of a conversation, from an address that ends with its id and what is asked of it. */
function numberOf(pathname: string): number {
  return Number.parseInt((pathname.split("/").at(-2) ?? "").slice(-8), 16);
}

function answer(line: WebSocketRoute, messagesOf: (nth: number) => number): void {
  const nth = numberOf(new URL(line.url()).pathname);
  const total = messagesOf(nth);
  line.onMessage((data) => {
    if (!String(data).includes('"sync"')) return;
    const send = (frame: object) => line.send(JSON.stringify(frame));
    for (let seq = Math.max(1, total - PAGE_ROWS + 1); seq <= total; seq += 1) {
      send({ type: "message.created", seq, message: messageOf(nth, seq, total) });
    }
    send({ type: "conversation.updated", seq: total, conversation: conversationOf(nth, total) });
    send({ type: "sync.done", seq: total, hasMore: false });
  });
}
