/** How late an agent's list may be while nobody is in a hurry: about a second, not until the customer has given up. */
import { describe, expect, it } from "vitest";
import { begin, nextClientId } from "#test/workers/begin";
import { customerLine, feedLine } from "#test/workers/line";
import { loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

/** The feed's interval, its jitter and what two busy cores add. */
const SOON_MS = 2_500;

describe("an agent's list", () => {
  it("shows a customer's next message within moments of the one before", async () => {
    const { logins } = await openShop();
    const cookie = await signIn(loginOf(logins, "agent"));
    const feed = await feedLine(cookie);
    await feed.next("feed.snapshot");
    const { conversationId, token } = await begin();
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, { cookie, origin: ORIGIN });
    await feed.next("conversation.updated");
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "sync" });
    await customer.next("sync.done");
    const delaysMs: number[] = [];
    for (const content of ["一", "二", "三", "四"]) {
      const from = feed.frames.length;
      const sentAtMs = Date.now();
      customer.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content });
      await feed.next("conversation.updated", ({ preview }) => preview?.text === content, from);
      delaysMs.push(Date.now() - sentAtMs);
    }
    // The median, so that one hiccup of the machine is not held against it.
    expect(delaysMs.sort((a, b) => a - b)[1]).toBeLessThan(SOON_MS);
  });
});
