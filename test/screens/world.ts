/** What the screens show: people, a conversation that has everything in it, and links that lead somewhere. */
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { WidgetSession } from "#protocol/http";
import { invitationMade } from "#protocol/http-accounts";
import { refundSettings } from "#protocol/http-refunds";
import { repositoryRoot } from "#scripts/local/instance";
import { newLogin } from "#test/harness/new-login";
import {
  credentialHeaders,
  listConversations,
  openCustomerSession,
  type Site,
  signIn,
  startConversation,
} from "#test/harness/people";
import { connectConversation } from "#test/harness/wire-client";

export interface World extends Site {
  /** Who answers, and who may do everything; as cookies. */
  readonly staff: Readonly<Record<"agent" | "admin", string>>;
  /** A conversation of the agent's. */
  readonly conversationId: string;
  /** A ticket of that conversation, with a sub-ticket and a note. */
  readonly ticketId: string;
  /** The session of its customer, as the widget keeps it. */
  readonly customer: WidgetSession;
  /** Opens the page on which somebody joins. */
  readonly joinLink: string;
}

const TALK = [
  ["customer", "Hello, the celadon teapot came with a small chip in its lid. Order ED-2026-00417."],
  ["customer", "你好，壶盖上有一个小缺口，可以换一个吗？"],
  ["agent", "I am sorry to read that. 非常抱歉，我们马上为您补寄一个壶盖。"],
  ["note", "Lid out of stock in Hangzhou; send from the Leeds warehouse."],
  ["customer", "Thank you! My number is 020 7946 0958."],
] as const;

const LIMITS = [
  { amount: "50", currency: "CNY" },
  { amount: "8", currency: "USD" },
];

/** @param site seeded; with the demo's history or without */
export async function makeWorld(site: Site): Promise<World> {
  const [login, adminCookie] = [await newLogin(site, "agent", "Mei Tan 谭梅"), (await signIn(site, "admin")).cookie];
  const agent = await signIn({ ...site, demo: { ...site.demo, logins: [login] } }, "agent");
  const customer = await openCustomerSession(site, { name: "Sofia Rossi", email: "sofia.rossi@mail.example" });
  const { conversationId } = await startConversation(site, customer, randomUUID(), TALK[0][1]);
  const headers = {
    ...credentialHeaders({ cookie: adminCookie }),
    origin: site.url,
    "content-type": "application/json",
  };
  const post = async (path: string, body: object, cookie = adminCookie, method = "POST") => {
    const answer = await fetch(site.url + path, {
      method,
      headers: { ...headers, cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  await post(`/api/v1/conversations/${conversationId}/accept`, {}, agent.cookie);
  const lines = {
    customer: await connectConversation(site, conversationId, customer),
    agent: await connectConversation(site, conversationId, agent),
  };
  for (const line of Object.values(lines)) {
    line.send({ type: "sync" });
    await line.hear("sync.done");
  }
  for (const [who, content] of TALK.slice(1)) {
    const line = lines[who === "customer" ? "customer" : "agent"];
    const clientId = randomUUID();
    line.send({
      type: "message.send",
      clientId,
      contentType: "text",
      content,
      ...(who === "note" && { private: true }),
    });
    await line.hear("message.created", ({ message }) => message.clientId === clientId);
  }
  for (const line of Object.values(lines)) await line.close();
  // Lists show it once the index does.
  while ((await listConversations(site, "mine", agent)).length === 0)
    await new Promise((done) => setTimeout(done, 100));
  const set = await fetch(`${site.url}/api/v1/refund-settings`, { headers: { ...headers, cookie: adminCookie } });
  const { version } = refundSettings.parse(await set.json());
  await post("/api/v1/refund-settings", { version, limits: LIMITS }, adminCookie, "PUT");
  const ticketId = await makeTicket((path, body) => post(path, body, agent.cookie), conversationId);
  await attach(site.url, ticketId, agent.cookie);
  const invited = { email: `${randomUUID()}@edgedesk.example`, locale: "en", role: "agent", teamIds: ["support"] };
  return {
    url: site.url,
    demo: site.demo,
    staff: { agent: agent.cookie, admin: adminCookie },
    conversationId,
    ticketId,
    customer,
    joinLink: invitationMade.parse(await post("/api/v1/invitations", invited)).link,
  };
}

/** What the customer sent by mail, say: a picture and a table. */
async function attach(url: string, ticketId: string, cookie: string): Promise<void> {
  const picture = await readFile(join(repositoryRoot, "docs/pictures/widget-en.png"));
  const files = [
    ["壶盖缺口 chipped lid.png", picture],
    ["packing list.csv", "item,count\nlid,1\n"],
  ] as const;
  for (const [name, body] of files) {
    const answer = await fetch(`${url}/api/v1/tickets/${ticketId}/attachments?clientId=${randomUUID()}`, {
      method: "POST",
      headers: { cookie, origin: url, "x-file-name": encodeURIComponent(name) },
      body,
    });
    if (!answer.ok) throw new Error(`attaching: ${answer.status} ${await answer.text()}`);
  }
}

const ticketMade = z.object({ ticket: z.object({ id: z.string() }) });

async function makeTicket(post: (path: string, body: object) => Promise<unknown>, conversationId: string) {
  const about = { subject: "Lid of the celadon teapot chipped 壶盖缺口", type: "after_sales", priority: "high" };
  const articles = [{ url: "https://shop.example/help/chips", title: "What to do about a chip 瓷器缺口怎么办" }];
  const made = await post("/api/v1/tickets", { clientId: randomUUID(), conversationId, articles, ...about });
  const { id: parentId } = ticketMade.parse(made).ticket;
  await post("/api/v1/tickets", { clientId: randomUUID(), parentId, subject: "Send a lid from Leeds 从利兹补寄壶盖" });
  await post(`/api/v1/tickets/${parentId}/notes`, { clientId: randomUUID(), text: "Lid is packed. 壶盖已打包。" });
  // They name no order, so both wait, whatever the limits below.
  for (const amount of ["12.50", "268.00"])
    await post(`/api/v1/tickets/${parentId}/refunds`, {
      ...{ clientId: randomUUID(), amount: { amount, currency: "CNY" } },
      reason: "The lid came with a chip, and she keeps the pot. 壶盖有缺口，客户留用。",
    });
  return parentId;
}
