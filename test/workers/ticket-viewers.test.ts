/** Who else has a ticket open: told to those who have it open too and see it, and to nobody else. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { type Ticket, ticketAnswer } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { type FeedLine, feedLine } from "#test/workers/line";
import { loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { idOf } from "#test/workers/staff";

interface Person {
  readonly cookie: string;
  readonly id: string;
}
let agent: Person;
let lead: Person;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor"): Promise<Person> => {
    const cookie = await signIn(loginOf(logins, role));
    return { cookie, id: await idOf({ cookie, origin: ORIGIN }) };
  };
  [agent, lead] = await Promise.all([as("agent"), as("supervisor")]);
}, 60_000);

async function make(): Promise<Ticket> {
  const body = { clientId: newId(Date.now()), subject: "The lid is cracked", inboxId: "web" };
  const answer = await post("/api/v1/tickets", body, { cookie: agent.cookie, origin: ORIGIN });
  return ticketAnswer.parse(await answer.json()).ticket;
}
const view = (feed: FeedLine, ticketId: string, doing: string) =>
  feed.send({ type: "ticket.viewing", ticketId, doing });
const viewersOn = (
  feed: FeedLine,
  ticketId: string,
  fits: (viewers: { agentId: string; typing: boolean }[]) => boolean,
) => feed.next("ticket.viewers", (frame) => frame.ticketId === ticketId && fits(frame.viewers));
const toldOf = (feed: FeedLine, ticketId: string) =>
  feed.frames.filter((frame) => frame.type === "ticket.viewers" && frame.ticketId === ticketId);

describe("a ticket that is open", () => {
  it("tells both who else has it open, types in it and has left it", async () => {
    const { id } = await make();
    const [one, other] = await Promise.all([feedLine(agent.cookie), feedLine(lead.cookie)]);
    view(one, id, "looking");
    await viewersOn(one, id, (viewers) => viewers.length === 0);
    view(other, id, "looking");
    await viewersOn(other, id, ([first]) => first?.agentId === agent.id && !first.typing);
    await viewersOn(one, id, ([first]) => first?.agentId === lead.id && !first.typing);
    view(other, id, "typing");
    await viewersOn(one, id, ([first]) => first?.agentId === lead.id && first.typing);
    const from = one.frames.length;
    view(other, id, "left");
    const last = await one.next("ticket.viewers", ({ ticketId }) => ticketId === id, from);
    expect(last.viewers).toEqual([]);
    one.close();
    other.close();
  });

  it("is open for whoever left and came back at once", async () => {
    const { id } = await make();
    const [one, other] = await Promise.all([feedLine(agent.cookie), feedLine(lead.cookie)]);
    for (let times = 0; times < 5; times += 1) for (const doing of ["left", "looking"]) view(other, id, doing);
    view(other, id, "typing");
    await viewersOn(other, id, () => true);
    await expect
      .poll(async () => {
        const from = one.frames.length;
        view(one, id, "looking");
        return (await one.next("ticket.viewers", ({ ticketId }) => ticketId === id, from)).viewers;
      })
      .toEqual([{ agentId: lead.id, typing: true }]);
    one.close();
    other.close();
  });

  it("is told of to nobody who does not have it open", async () => {
    const [{ id }, elsewhere] = [await make(), await make()];
    const [one, other] = await Promise.all([feedLine(agent.cookie), feedLine(lead.cookie)]);
    view(other, elsewhere.id, "looking");
    await viewersOn(other, elsewhere.id, () => true);
    view(one, id, "typing");
    await viewersOn(one, id, () => true);
    expect(toldOf(other, id)).toEqual([]);
    one.close();
    other.close();
  });

  it("is not there for whoever does not see it, and they are not there for the others", async () => {
    const { id } = await make();
    const scope = (inboxIds: string | null) =>
      env.DB.prepare("UPDATE user SET inbox_ids = ? WHERE id = ?").bind(inboxIds, lead.id).run();
    await scope('["elsewhere"]');
    const [one, other] = await Promise.all([feedLine(agent.cookie), feedLine(lead.cookie)]);
    view(other, id, "typing");
    view(other, newId(Date.now()), "looking");
    view(one, id, "looking");
    expect((await viewersOn(one, id, () => true)).viewers).toEqual([]);
    // What was sent before this has been answered by now, if it is at all.
    other.send({ type: "no such frame" });
    await other.next("error");
    expect(toldOf(other, id)).toEqual([]);
    await scope(null);
    one.close();
    other.close();
  });
});
