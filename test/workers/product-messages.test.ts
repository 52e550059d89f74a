/** A product as a message: what is taken, what is kept, and what lists, search and edits make of it. */
import { beforeAll, describe, expect, it } from "vitest";
import { conversationPage, createdConversation } from "#protocol/http";
import { agentLine, type ConversationLine, customerLine } from "#test/workers/line";
import { beginSession, call, loginOf, openShop, post, signIn } from "#test/workers/shop";

const KETTLE = {
  title: "Arc kettle",
  url: "https://shop.example/kettle",
  imageUrl: "https://shop.example/kettle.jpg",
  price: { amount: "68.00", currency: "USD" },
  variant: "Graphite",
};

let agentCookie: string;
let clientIds = 0;
beforeAll(async () => {
  const { logins } = await openShop();
  agentCookie = await signIn(loginOf(logins, "agent"));
});

async function begin(content: string, contentType = "product") {
  const { token } = await beginSession({ name: "Sofia" });
  clientIds += 1;
  const body = { clientId: `p${clientIds}`, contentType, content };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  return { token, answer };
}

async function synced(line: ConversationLine): Promise<ConversationLine> {
  line.send({ type: "sync" });
  await line.next("sync.done");
  return line;
}

describe("a product", () => {
  it("may begin a conversation; of what was sent only a card's fields are kept, and lists have its title", async () => {
    const { token, answer } = await begin(JSON.stringify({ ...KETTLE, tracking: "x" }));
    expect(answer.status).toBe(201);
    const { message } = createdConversation.parse(await answer.json());
    expect([message.contentType, JSON.parse(message.content)]).toEqual(["product", KETTLE]);
    const list = async () => {
      const page = await call("/api/v1/widget/conversations", { headers: { authorization: `Bearer ${token}` } });
      return conversationPage.parse(await page.json()).items.map(({ preview }) => preview?.text);
    };
    await expect.poll(list, { timeout: 30_000 }).toEqual(["Arc kettle · Graphite"]);
  });

  it.each([
    ["words", "a kettle"],
    ["a page that is a script", JSON.stringify({ ...KETTLE, url: "javascript:alert(1)" })],
    ["a picture that is data", JSON.stringify({ ...KETTLE, imageUrl: "data:image/png;base64,AAAA" })],
    ["no title", JSON.stringify({ ...KETTLE, title: " " })],
  ])("that is %s is refused, and nothing begins", async (_, content) => {
    const { token, answer } = await begin(content);
    expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: "bad_frame" })]);
    const page = await call("/api/v1/widget/conversations", { headers: { authorization: `Bearer ${token}` } });
    expect(conversationPage.parse(await page.json()).items).toEqual([]);
  });

  it("in a conversation is refused or kept in the same way, is no note, cannot be edited and can be recalled", async () => {
    const { token, answer } = await begin("Hello", "text");
    const { conversationId } = createdConversation.parse(await answer.json());
    const customer = await synced(await customerLine(conversationId, token));
    const agent = await synced(await agentLine(conversationId, agentCookie));
    customer.send({ type: "message.send", clientId: "bad", contentType: "product", content: "{}" });
    expect(await customer.next("error")).toMatchObject({ code: "bad_frame", clientId: "bad" });
    agent.send({
      type: "message.send",
      clientId: "n",
      contentType: "product",
      content: JSON.stringify(KETTLE),
      private: true,
    });
    expect(await agent.next("error")).toMatchObject({ code: "bad_frame", clientId: "n" });
    customer.send({ type: "message.send", clientId: "good", contentType: "product", content: JSON.stringify(KETTLE) });
    const { message } = await agent.next("message.created", ({ message: sent }) => sent.contentType === "product");
    expect(JSON.parse(message.content)).toEqual(KETTLE);
    customer.send({ type: "message.edit", messageId: message.id, content: "something else" });
    expect(await customer.next("error", ({ code }) => code !== "bad_frame")).toMatchObject({ code: "forbidden" });
    customer.send({ type: "message.recall", messageId: message.id });
    expect((await agent.next("message.updated")).message).toMatchObject({
      content: "",
      recalledAt: expect.any(String),
    });
  });
});
