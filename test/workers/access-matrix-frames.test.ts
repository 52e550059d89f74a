/**
 * The permission matrix, second part: every frame of both sockets by everybody. Principals come to the actor's own door,
 * as the worker hands them over, so that the actors hold by themselves.
 */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { agentMethods, feedFrames } from "#actors/agent/access";
import { conversationFrames, conversationMethods } from "#actors/conversation/access";
import { FAILURE_HEADER } from "#actors/runtime/refused-upgrade";
import { type GrantedPermission, isPermitted } from "#domain/identity/permissions";
import {
  type ConversationClientFrame,
  conversationClientFrame,
  conversationServerFrame,
  feedClientFrame,
  feedServerFrame,
} from "#protocol/frames";
import { begin } from "#test/workers/begin";
import { Line } from "#test/workers/line";
import {
  conversationOf,
  conversationStub,
  declaredFor,
  everybody,
  framesOf,
  OUT_OF_SCOPE,
  openDoor,
} from "#test/workers/matrix";
import { openShop } from "#test/workers/shop";

/** Besides the permission that a frame declares, in the table's own words. */
function alsoNeeds(sent: ConversationClientFrame): readonly GrantedPermission[] {
  if (sent.type !== "message.send") return [];
  return [sent.private === true ? "conversation.note" : "conversation.reply"];
}

/** Sends it, and after it one that nobody may send: whatever the first was refused for has been said by then. */
async function isRefused<Answer extends { type: string; code?: string }>(
  socket: WebSocket | null,
  schema: z.ZodType<Answer>,
  sent: object,
): Promise<boolean> {
  if (socket === null) throw new Error("the upgrade brought no socket");
  const line = new Line(socket, schema);
  line.send(sent);
  line.send({ type: "no such frame" });
  await line.next("error" as Answer["type"], (answer) => "code" in answer && answer.code === "bad_frame");
  line.close();
  return line.frames.some((answer) => answer.code === "forbidden");
}

await openShop();

describe("a conversation's socket", () => {
  const sends = framesOf(conversationClientFrame);
  const notes = sends.flatMap(([type, sent]): typeof sends =>
    sent.type === "message.send" ? [[`${type} as a note`, { ...sent, private: true }]] : [],
  );
  const all = [...sends, ...notes];

  it("is asked with every frame that it takes", () => {
    expect(sends.map(([type]) => type).sort()).toEqual(Object.keys(conversationFrames).sort());
  });

  describe.each(all)("%s", (_name, sent) => {
    const permission = declaredFor(conversationFrames, sent.type);
    const needed = [conversationMethods.fetch.permission, permission, ...alsoNeeds(sent)];

    it.each(everybody(permission, ["conversation.read", ...alsoNeeds(sent)]))(
      "of %s is taken as the table says",
      async (_who, person) => {
        const { stub, principal } = await conversationOf(person);
        const response = await openDoor(stub, principal);
        if (!isPermitted(principal, conversationMethods.fetch.permission)) {
          expect(response.headers.get(FAILURE_HEADER)).toBe("no_permission");
          return;
        }
        const before = (await stub.summary())?.conversation;
        const may = needed.every((each) => isPermitted(principal, each));
        expect(await isRefused(response.webSocket, conversationServerFrame, sent)).toBe(!may);
        if (!may) expect((await stub.summary())?.conversation).toEqual(before);
      },
    );
  });

  it.each(OUT_OF_SCOPE)("is not there for %s", async (_who, principal) => {
    const { conversationId } = await begin();
    const response = await openDoor(conversationStub(conversationId), principal);
    expect([response.webSocket ?? null, response.headers.get(FAILURE_HEADER)]).toEqual([null, "not_found"]);
  });

  it("is closed to nobody in particular", async () => {
    const { conversationId } = await begin();
    const request = new Request("https://actor/", { headers: { upgrade: "websocket" } });
    expect((await conversationStub(conversationId).fetch(request)).status).toBe(401);
  });
});

describe("an agent's feed", () => {
  const sends = framesOf(feedClientFrame);

  it("is asked with every frame that it takes", () => {
    expect(sends.map(([type]) => type).sort()).toEqual(Object.keys(feedFrames).sort());
  });

  describe.each(sends)("%s", (_name, sent) => {
    const permission = declaredFor(feedFrames, sent.type);

    it.each(everybody(permission, ["agent.feed"]))("of %s is taken as the table says", async (_who, principal) => {
      const response = await openDoor(env.AGENT.get(env.AGENT.idFromName(principal.id)), principal);
      if (principal.type === "contact") {
        expect(response.status).toBe(401);
        return;
      }
      if (!isPermitted(principal, agentMethods.fetch.permission)) {
        expect(response.headers.get(FAILURE_HEADER)).toBe("no_permission");
        return;
      }
      const may = isPermitted(principal, permission);
      expect(await isRefused(response.webSocket, feedServerFrame, sent)).toBe(!may);
    });
  });
});
