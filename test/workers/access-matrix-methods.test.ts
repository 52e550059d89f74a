import { describe, expect, it } from "vitest";
import { agentMethods, feedFrames } from "#actors/agent/access";
import type { ConversationAction, ConversationRpc } from "#actors/contracts";
import { conversationFrames, conversationMethods } from "#actors/conversation/access";
import { queueMethods } from "#actors/queue/access";
import { FAILURE_HEADER } from "#actors/runtime/refused-upgrade";
import type { Declared } from "#domain/identity/define";
import { isPermitted, type Permission } from "#domain/identity/permissions";
import type { AgentPrincipal, ContactPrincipal, Principal } from "#domain/identity/principal";
import { type ConversationClientFrame, conversationClientFrame } from "#protocol/frames";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
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
import { routes } from "#worker/routes/index";

await openShop();

describe("actor methods", () => {
  type Called = { readonly ok: boolean; readonly failure?: string };
  type Call = (
    stub: ConversationRpc & { fetch(request: Request): Promise<Response> },
    principal: Principal,
  ) => Promise<Called>;
  type SentAction = ConversationClientFrame & ConversationAction;
  const isAction = (sent: ConversationClientFrame): sent is SentAction =>
    sent.type.startsWith("conversation.") && sent.type !== "conversation.confirm";
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
    [
      "transferToTier",
      (stub, principal) => stub.transferToTier(principal as AgentPrincipal, { supportTier: 2, reason: "Kilns" }),
      "conversation.transfer",
    ],
    ["labelOwn", (stub, principal) => stub.labelOwn(principal as ContactPrincipal, { add: ["damaged"] }), undefined],
    [
      "confirm",
      (stub, principal) => stub.confirm(principal as ContactPrincipal, { clientId: "again", satisfied: true }),
      undefined,
    ],
    ["messages", (stub, principal) => stub.messages(principal, { limit: 1 }), undefined],
    ["findMessages", (stub, principal) => stub.findMessages(principal as AgentPrincipal, "hello"), undefined],
    ["personalIn", (stub, principal) => stub.personalIn(principal as AgentPrincipal, newId(1)), undefined],
    ["reveal", (stub, principal) => stub.reveal(principal as AgentPrincipal, newId(1), 1), undefined],
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

    it.each(OUT_OF_SCOPE)("by %s finds nothing", async (_who, principal) => {
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
