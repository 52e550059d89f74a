/**
 * The permission matrix, second part: every frame of both sockets by everybody, and every actor method that a person may
 * call. Principals come to the actor's own door, as the worker hands them over, so that the actors hold by themselves.
 */
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { agentMethods, feedFrames } from "#actors/agent/access";
import type { ConversationAction, ConversationRpc } from "#actors/contracts";
import { conversationFrames, conversationMethods } from "#actors/conversation/access";
import { queueMethods } from "#actors/queue/access";
import { FAILURE_HEADER } from "#actors/runtime/refused-upgrade";
import type { Declared } from "#domain/identity/define";
import { type GrantedPermission, isPermitted, type Permission } from "#domain/identity/permissions";
import {
  type AgentPrincipal,
  type ContactPrincipal,
  encodePrincipal,
  PRINCIPAL_HEADER,
  type Principal,
} from "#domain/identity/principal";
import {
  type ConversationClientFrame,
  conversationClientFrame,
  conversationServerFrame,
  feedClientFrame,
  feedServerFrame,
} from "#protocol/frames";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { Line } from "#test/workers/line";
import { customer, everyStaff, staff } from "#test/workers/principals";
import { sample } from "#test/workers/sample";
import { openShop } from "#test/workers/shop";
import { routes } from "#worker/routes/index";

/** One frame of each type of a union, made from its schema. */
function framesOf<Frame extends { type: string }>(
  union: z.ZodType<Frame> & { readonly options: readonly z.core.$ZodType[] },
): [type: string, frame: Frame][] {
  return union.options.map((option) => {
    const made = union.parse(sample(option, "a frame"));
    return [made.type, made];
  });
}

function declaredFor(declared: Record<string, Declared>, name: string): Permission {
  // What is not declared is nobody's: asking for it fails the test.
  return declared[name]?.permission ?? "closed";
}

/** Besides the permission that a frame declares, in the table's own words. */
function alsoNeeds(sent: ConversationClientFrame): readonly GrantedPermission[] {
  if (sent.type !== "message.send") return [];
  return [sent.private === true ? "conversation.note" : "conversation.reply"];
}

function openDoor(stub: { fetch(request: Request): Promise<Response> }, principal: Principal): Promise<Response> {
  const headers = { upgrade: "websocket", [PRINCIPAL_HEADER]: encodePrincipal(principal) };
  return stub.fetch(new Request("https://actor/", { headers }));
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

function conversationStub(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

/** A conversation that this principal has: what is left to refuse is what they may do. */
async function conversationOf(principal: Principal) {
  const { conversationId, contactId } = await begin();
  const stub = conversationStub(conversationId);
  if (principal.type === "agent") {
    const leaseUntilMs = Date.now() + 60_000;
    await stub.commitAssignment({ agentId: principal.id, agentName: principal.name, leaseUntilMs, epoch: 1 });
  }
  return { stub, principal: principal.type === "contact" ? { ...principal, id: contactId } : principal };
}

function everybody(permission: string, besides: readonly GrantedPermission[]): [name: string, principal: Principal][] {
  const named = everyStaff(permission, besides).map(({ name, role, grants }): [string, Principal] => [
    name,
    staff(newId(Date.now()), grants === undefined ? { role } : { role, grants: [...grants] }),
  ]);
  return [["the customer", customer("own")], ...named];
}

const isOutOfScope: [name: string, principal: Principal][] = [
  ["a foreign customer", customer("foreign")],
  ["the customer of another inbox", customer("own", { inboxId: "elsewhere" })],
  ["an administrator of other inboxes", staff("out-of-scope", { role: "admin", inboxIds: ["elsewhere"] })],
];

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

  it.each(isOutOfScope)("is not there for %s", async (_who, principal) => {
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

describe("actor methods", () => {
  type Called = { readonly ok: boolean; readonly failure?: string };
  type Call = (
    stub: ConversationRpc & { fetch(request: Request): Promise<Response> },
    principal: Principal,
  ) => Promise<Called>;
  const isAction = (sent: ConversationClientFrame): sent is ConversationAction => sent.type.startsWith("conversation.");
  const actions = framesOf(conversationClientFrame).flatMap(([, sent]) => (isAction(sent) ? [sent] : []));
  const first = { clientId: "again", content: "hello", attachmentIds: [], contactName: undefined };

  /** How each method that is not internal is called; one that is missing here fails the next test. */
  const exercised: [name: string, call: Call, alsoNeeds: Permission | undefined][] = [
    [
      "fetch",
      async (stub, principal) => {
        const failure = (await openDoor(stub, principal)).headers.get(FAILURE_HEADER);
        return failure === null ? { ok: true } : { ok: false, failure };
      },
      undefined,
    ],
    [
      "start",
      (stub, principal) => {
        const key = { keyId: "", wrapped: new Uint8Array() };
        // An actor does not take its callers' types on trust.
        const start = { ...first, conversationId: "", inboxId: "web", teamId: "support", key };
        return stub.start(principal as ContactPrincipal, start);
      },
      undefined,
    ],
    ["messages", (stub, principal) => stub.messages(principal, { limit: 1 }), undefined],
    ...actions.map((action): [string, Call, Permission] => [
      `perform ${action.type}`,
      (stub, principal) => stub.perform(principal as AgentPrincipal, action),
      declaredFor(conversationFrames, action.type),
    ]),
  ];

  const namesOf = (declared: Record<string, Declared>, isWanted: (permission: string) => boolean) =>
    Object.entries(declared).flatMap(([name, { permission }]) => (isWanted(permission) ? [name] : []));

  it("that a person may call are all called here", () => {
    const forPeople = namesOf(conversationMethods, (permission) => permission !== "internal");
    const names = new Set(exercised.map(([name]) => name.split(" ")[0]));
    expect([...names].sort()).toEqual(forPeople.sort());
    // A feed is what the frames above came through.
    expect(namesOf(agentMethods, (permission) => permission !== "internal")).toEqual(["fetch"]);
    expect(namesOf(queueMethods, (permission) => permission !== "internal")).toEqual([]);
  });

  describe.each(exercised)("%s", (name, call, also) => {
    const permission = declaredFor(conversationMethods, name.split(" ")[0] ?? "");
    const needed = [permission, ...(also === undefined ? [] : [also])];
    const narrowest = also ?? permission;

    it.each(everybody(narrowest, also === undefined ? [] : ["conversation.read"]))(
      "by %s is answered as the table says",
      async (_who, person) => {
        const { stub, principal } = await conversationOf(person);
        const answer = await call(stub, principal);
        const may = needed.every((each) => isPermitted(principal, each));
        if (may) expect(["no_permission", "not_signed_in"]).not.toContain(answer.failure);
        else expect(answer).toMatchObject({ ok: false, failure: "no_permission" });
      },
    );

    it.each(isOutOfScope)("by %s finds nothing", async (_who, principal) => {
      const { conversationId } = await begin();
      const before = (await conversationStub(conversationId).summary())?.conversation;
      const answer = await call(conversationStub(conversationId), principal);
      const may = isPermitted(principal, permission);
      expect(answer).toMatchObject({ ok: false, failure: may ? "not_found" : expect.stringMatching(/^no/) });
      expect((await conversationStub(conversationId).summary())?.conversation).toEqual(before);
    });
  });

  it("that are internal stand behind no declared door", () => {
    const doors = [...routes, ...Object.values(conversationFrames), ...Object.values(feedFrames)];
    expect(doors.filter(({ permission }) => permission === "internal")).toEqual([]);
    // RPC is for whoever holds a binding; an upgrade is all that an actor takes over HTTP, and it asks for its permission.
    expect([conversationMethods.fetch, agentMethods.fetch].map(({ permission }) => permission)).not.toContain(
      "internal",
    );
    expect(Object.keys(queueMethods)).not.toContain("fetch");
  });
});
