/** A guest who turns out to be a customer: their history is the customer's, all of it, whatever happens at the same time. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { readContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { wrapDataKey } from "#domain/privacy/key-ring";
import { conversationPage, createdConversation, messagePage } from "#protocol/http";
import { newId } from "#protocol/ids";
import type { Conversation } from "#protocol/vocabulary";
import { begin, nextClientId } from "#test/workers/begin";
import { dumpActor, dumpDatabase } from "#test/workers/dump";
import { bearer, hashOf, identify, identityToken, SESSIONS } from "#test/workers/identified";
import { agentLine, customerLine, feedLine, until } from "#test/workers/line";
import { beginSession, call, loginOf, openShop, post, signIn } from "#test/workers/shop";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { secretsOf } from "#worker/environment";

const db = database(env.DB);
let cookie: string;
let people = 0;

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "supervisor"));
});

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

function nextIdentifier(): string {
  people += 1;
  return `person-${people}`;
}

function sendFirst(token: string, clientId: string, content = "hello"): Promise<Response> {
  return post("/api/v1/widget/conversations", { clientId, contentType: "text", content }, bearer(token));
}

async function ownConversations(token: string): Promise<string[]> {
  const answer = await call("/api/v1/widget/conversations", { headers: bearer(token) });
  return conversationPage.parse(await answer.json()).items.map(({ conversation }) => conversation.id);
}

async function messagesOf(conversationId: string, token: string) {
  const answer = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: bearer(token) });
  return answer.status === 200 ? messagePage.parse(await answer.json()).items : undefined;
}

/** Told by the effect, and projected. */
async function joined(conversationId: string, contactId: string): Promise<Conversation> {
  return until(
    async () => {
      const answer = await call("/api/v1/conversations?view=all&limit=100", { headers: { cookie } });
      const { items } = conversationPage.parse(await answer.json());
      const found = items.find(({ conversation }) => conversation.id === conversationId)?.conversation;
      return found?.contactId === contactId ? found : undefined;
    },
    () => `${conversationId} to be of ${contactId}`,
  );
}

async function auditRows(subjectId: string) {
  const { results } = await env.DB.prepare("SELECT action, detail FROM audit_log WHERE subject_id = ?")
    .bind(subjectId)
    .all();
  return results;
}

describe("a guest who is identified", () => {
  it("finds what they wrote, under the name that the shop knows; agents see it at once", async () => {
    const guest = await begin("Where is my parcel?", { name: "ann" });
    const feed = await feedLine(cookie);
    const line = await agentLine(guest.conversationId, cookie);
    line.send({ type: "sync" });
    const { seq } = await line.next("sync.done");

    const customer = await identify(nextIdentifier(), guest.token, { name: "Ann Berg" });
    expect(customer.contactId).not.toBe(guest.contactId);
    const { conversation } = await line.next("conversation.updated", (frame) => frame.seq > seq);
    expect(conversation).toMatchObject({ contactId: customer.contactId, lastSeq: seq + 1 });
    await joined(guest.conversationId, customer.contactId);
    expect(await ownConversations(customer.token)).toEqual([guest.conversationId]);
    const messages = await messagesOf(guest.conversationId, customer.token);
    expect(messages).toMatchObject([{ sender: { type: "contact", id: customer.contactId, name: "Ann Berg" } }]);
    expect(await auditRows(customer.contactId)).toEqual([
      { action: "contact.joined", detail: JSON.stringify({ guest: guest.contactId }) },
    ]);
    feed.close();
    line.close();
  });

  it("also by the hash alone, and fills with their own word what the shop does not know", async () => {
    const guest = await begin("hello", { name: "阿林", email: "lin@mail.example" });
    const identifier = nextIdentifier();
    const proof = { inboxId: "web", identifier, identifierHash: await hashOf(identifier) };
    const { contactId } = await (await post(SESSIONS, proof, bearer(guest.token))).json<{ contactId: string }>();
    expect(await readContact(db, secretsOf(env).keyRing, contactId)).toMatchObject({
      name: "阿林",
      email: "lin@mail.example",
      detailsVerified: { name: false, email: false },
    });
    await joined(guest.conversationId, contactId);
  });

  it("goes on in the open widget: its line ends, and comes back with the new token", async () => {
    const guest = await begin();
    const line = await customerLine(guest.conversationId, guest.token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    const customer = await identify(nextIdentifier(), guest.token);
    expect(await line.closed()).toBe(4401);
    const again = await customerLine(guest.conversationId, customer.token);
    again.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "still me" });
    expect((await again.next("message.created")).message.sender.id).toBe(customer.contactId);
    again.close();
  });

  it("is nobody any more under the guest's token", async () => {
    const guest = await begin();
    await identify(nextIdentifier(), guest.token);
    await joined(guest.conversationId, (await readJoin(guest.contactId)) ?? "");
    expect((await call("/api/v1/widget/conversations", { headers: bearer(guest.token) })).status).toBe(401);
    expect((await sendFirst(guest.token, nextClientId())).status).toBe(401);
    expect((await post(SESSIONS, { inboxId: "web" }, bearer(guest.token))).status).toBe(401);
    expect(await messagesOf(guest.conversationId, guest.token)).toBeUndefined();
  });

  it("joins once: the history of one is not given to a second", async () => {
    const guest = await begin();
    const first = await identify(nextIdentifier(), guest.token);
    await joined(guest.conversationId, first.contactId);
    const second = await identify(nextIdentifier(), guest.token);
    expect(second.contactId).not.toBe(first.contactId);
    expect(await ownConversations(second.token)).toEqual([]);
    expect(await auditRows(second.contactId)).toEqual([]);
  });

  it("is never a customer whom the shop knows already: who signs in next on that browser gets nothing of theirs", async () => {
    const first = await identify(nextIdentifier());
    const { conversationId } = createdConversation.parse(await (await sendFirst(first.token, nextClientId())).json());
    const second = await identify(nextIdentifier(), first.token);
    await drainD1Outbox(env, Date.now());
    expect(await messagesOf(conversationId, second.token)).toBeUndefined();
    expect(await messagesOf(conversationId, first.token)).toHaveLength(1);
  });

  it("needs both proofs: a token of another inbox or a bad one joins nothing", async () => {
    const guest = await begin();
    const body = { inboxId: "web", identityToken: await identityToken(nextIdentifier()) };
    expect((await post(SESSIONS, body, bearer(`${guest.token}x`))).status).toBe(401);
    expect((await post(SESSIONS, { ...body, identityToken: "x" }, bearer(guest.token))).status).toBe(403);
    expect(await readJoin(guest.contactId)).toBeUndefined();
  });

  it("leaves nothing of the guest behind but ids", async () => {
    const guest = await begin("hello", { name: "Ottoline Plainly" });
    const customer = await identify(nextIdentifier(), guest.token);
    await joined(guest.conversationId, customer.contactId);
    const rows = await dumpDatabase();
    expect(rows.data_keys?.filter((row) => row.subject_id === guest.contactId)).toEqual([]);
    const [contact] = rows.contacts?.filter((row) => row.id === guest.contactId) ?? [];
    expect(contact).toMatchObject({ sealed_name: null, sealed_email: null, joined_into: customer.contactId });
    const stub = env.CONVERSATION.get(env.CONVERSATION.idFromName(guest.conversationId));
    const actor = await dumpActor(stub, ["conversation", "participants", "messages", "client_ids"]);
    expect(JSON.stringify(actor)).not.toContain(guest.contactId);
  });

  it("takes a first message along that is sent again because its answer was lost", async () => {
    const { token } = await beginSession();
    const clientId = nextClientId();
    const { conversationId } = createdConversation.parse(await (await sendFirst(token, clientId)).json());
    const customer = await identify(nextIdentifier(), token);
    await joined(conversationId, customer.contactId);
    const again = await sendFirst(customer.token, clientId);
    expect([again.status, createdConversation.parse(await again.json()).conversationId]).toEqual([200, conversationId]);
  });
});

describe("a repeated clientId", () => {
  it("makes no second message after the joining, of the newest as of the older ones", async () => {
    const guest = await begin();
    const line = await customerLine(guest.conversationId, guest.token);
    const ids = Array.from({ length: 70 }, nextClientId);
    for (const clientId of ids) line.send({ type: "message.send", clientId, contentType: "text", content: clientId });
    await line.next("message.created", ({ message }) => message.clientId === ids.at(-1));
    const customer = await identify(nextIdentifier(), guest.token);
    await joined(guest.conversationId, customer.contactId);
    const again = await customerLine(guest.conversationId, customer.token);
    for (const clientId of [ids[0], ids.at(-1)]) {
      again.send({ type: "message.send", clientId, contentType: "text", content: "said again" });
      const { message } = await again.next("message.created", (frame) => frame.message.clientId === clientId);
      expect(message).toMatchObject({ content: clientId, sender: { id: customer.contactId } });
    }
    again.close();
  });
});

describe("a joining that is told twice, or too early", () => {
  it("changes nothing the second time", async () => {
    const guest = await begin();
    const customer = await identify(nextIdentifier(), guest.token);
    const { lastSeq } = await joined(guest.conversationId, customer.contactId);
    const actor = env.CONVERSATION.get(env.CONVERSATION.idFromName(guest.conversationId));
    await actor.joinContact({ from: guest.contactId, to: customer.contactId });
    expect((await actor.summary())?.conversation.lastSeq).toBe(lastSeq);
    // Nor does that of somebody who has nothing to do with it.
    await actor.joinContact({ from: customer.contactId, to: guest.contactId });
    await actor.joinContact({ from: crypto.randomUUID(), to: guest.contactId });
    expect((await actor.summary())?.conversation.lastSeq).toBe(lastSeq);
  });

  it("is not forgotten by a conversation whose first message is still on its way", async () => {
    const guest = await beginSession();
    const customer = await identify(nextIdentifier());
    const id = newId(Date.now());
    const dataKey = wrapDataKey(secretsOf(env).keyRing, { kind: "conversation", id }, random(32), random(12));
    const actor = env.CONVERSATION.get(env.CONVERSATION.idFromName(id));
    await actor.joinContact({ from: guest.contactId, to: customer.contactId });
    await evictDurableObject(actor);
    const principal = {
      type: "contact",
      id: guest.contactId,
      inboxId: "web",
      sessionId: "s",
      expiresAtMs: 9e15,
    } as const;
    const start = {
      ...{ conversationId: id, inboxId: "web", teamId: "support", contactName: undefined, key: dataKey },
      ...{ clientId: "late", content: "am I too late?", attachmentIds: [] },
    };
    expect(await actor.start(principal, start)).toMatchObject({
      ok: true,
      value: { repeated: false, message: { sender: { id: customer.contactId } } },
    });
    // And so is a repeat of it.
    expect(await actor.start(principal, start)).toMatchObject({ ok: true, value: { repeated: true } });
    expect(await messagesOf(id, customer.token)).toHaveLength(1);
    expect(await messagesOf(id, guest.token)).toBeUndefined();
  });

  it("keeps every cursor, and unread counts with them", async () => {
    const guest = await begin();
    const line = await customerLine(guest.conversationId, guest.token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "read", seq: 1 });
    line.send({ type: "sync" });
    await line.next("sync.done", () => true, line.frames.length);
    const customer = await identify(nextIdentifier(), guest.token);
    await joined(guest.conversationId, customer.contactId);
    const actor = env.CONVERSATION.get(env.CONVERSATION.idFromName(guest.conversationId));
    await runInDurableObject(actor, (_, { storage: { sql } }) => {
      const rows = sql.exec("SELECT id, read_seq FROM participants").toArray();
      expect(rows).toEqual([{ id: customer.contactId, read_seq: 1 }]);
    });
  });
});

describe("whatever happens at the same time", () => {
  it("every message of the guest's is the customer's in the end, and none is lost or doubled", async () => {
    const step = fc.constantFrom("start", "send", "join", "drain", "joinAgain");
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), fc.boolean(), async (steps, isTogether) => {
        const guest = await begin("first");
        const line = await customerLine(guest.conversationId, guest.token);
        const identifier = nextIdentifier();
        const accepted: string[] = [];
        let asGuest = true;
        const perform = async (what: (typeof steps)[number]): Promise<void> => {
          const clientId = nextClientId();
          if (what === "start") {
            const answer = await sendFirst(guest.token, clientId, clientId);
            if (answer.ok) accepted.push(clientId);
            else expect([401, asGuest]).toEqual([answer.status, false]);
            await answer.body?.cancel();
          } else if (what === "send" && line.closedWith === undefined) {
            line.send({ type: "message.send", clientId, contentType: "text", content: clientId });
          } else if (what === "drain") {
            await drainD1Outbox(env, Date.now());
          } else if (what !== "send") {
            asGuest = false;
            await identify(identifier, guest.token);
          }
        };
        if (isTogether) await Promise.all(steps.map(perform));
        else for (const what of steps) await perform(what);
        const customer = await identify(identifier, guest.token);
        await drainD1Outbox(env, Date.now());
        await joined(guest.conversationId, customer.contactId);

        const acknowledged = line.frames.flatMap((frame) =>
          frame.type === "message.created" && frame.message.content !== "first" ? [frame.message.content] : [],
        );
        const wanted = [...new Set([...accepted, ...acknowledged])].sort();
        const found = await until(
          async () => {
            const ids = await ownConversations(customer.token);
            const messages = (await Promise.all(ids.map((id) => messagesOf(id, customer.token)))).flatMap(
              (page) => page ?? [],
            );
            for (const { sender } of messages) expect(sender.id).toBe(customer.contactId);
            const contents = messages.map(({ content }) => content).filter((content) => content !== "first");
            return contents.length >= wanted.length ? contents : undefined;
          },
          () => `all of ${wanted.join()}`,
        );
        expect(found.sort()).toEqual(wanted);
        line.close();
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

async function readJoin(contactId: string): Promise<string | undefined> {
  const row = await env.DB.prepare("SELECT joined_into FROM contacts WHERE id = ?")
    .bind(contactId)
    .first<{ joined_into: string | null }>();
  return row?.joined_into ?? undefined;
}
