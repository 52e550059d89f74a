/**
 * What agents write down about a customer holds no phone number and the like: notes and the reasons of transfers are masked
 * before they are sealed. Everything at rest is opened with its keys and read.
 */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { ConversationCipher } from "#actors/conversation/privacy/cipher";
import { openText } from "#domain/privacy/envelope";
import { unwrapDataKey } from "#domain/privacy/key-ring";
import { messagePage } from "#protocol/http";
import { begin, nextClientId } from "#test/workers/begin";
import { dumpActor, dumpDatabase } from "#test/workers/dump";
import { agentLine, type ConversationLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";

const SECRET = /0013 ?8000|13800138|sofia@|6789|延平路/;
const NOTE = "他说打 138 0013 8000，或 sofia@mail.example";
const MASKED_NOTE = "他说打 138••••8000，或 s••••@mail.example";
const EDITED = "his SSN is 123-45-6789";
const REASON = "寄到上海市静安区延平路98号";
const REPLY = "Is 13800138000 right?";

let cookie: string;
let conversationId: string;
let line: ConversationLine;

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "agent"));
  ({ conversationId } = await begin("你好"));
  expect((await act("accept", {})).status).toBe(200);
  line = await agentLine(conversationId, cookie);
  line.send({ type: "sync" });
  await line.next("sync.done");
});

function act(action: string, body: object) {
  return post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie, origin: ORIGIN });
}

async function write(content: string, isPrivate: boolean) {
  const clientId = nextClientId();
  line.send({ type: "message.send", clientId, contentType: "text", content, private: isPrivate });
  return (await line.next("message.created", ({ message }) => message.clientId === clientId)).message;
}

/** Every text that the conversation keeps, opened. */
async function kept(): Promise<string[]> {
  const { keyRing } = secretsOf(env);
  const { messages = [], conversation = [] } = await dumpActor(
    env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)),
  );
  const wrapped = { keyId: String(conversation[0]?.key_id), wrapped: bytes(conversation[0]?.wrapped_key) };
  const cipher = new ConversationCipher(conversationId, wrapped, () => keyRing);
  return messages
    .filter(({ sealed_content: sealed }) => sealed !== null)
    .map((row) => cipher.openContent(String(row.id), Number(row.revision), bytes(row.sealed_content)));
}

async function keptRow(): Promise<string> {
  const { conversations = [], data_keys: keys = [] } = await dumpDatabase();
  const row = conversations.find(({ id }) => id === conversationId);
  const key = keys.find(({ subject_id: id }) => id === conversationId);
  const subject = { kind: "conversation", id: conversationId } as const;
  const wrapped = { keyId: String(key?.key_id), wrapped: bytes(key?.wrapped) };
  const place = {
    table: "conversations",
    record: conversationId,
    field: "details",
    revision: Number(row?.projected_seq),
  };
  return openText(unwrapDataKey(secretsOf(env).keyRing, subject, wrapped), place, bytes(row?.sealed_details));
}

function bytes(cell: unknown): Uint8Array {
  if (!(cell instanceof Uint8Array)) throw new TypeError("expected bytes");
  return cell;
}

describe("a note", () => {
  it("is masked for its author too, who is told what is kept, with nothing to show", async () => {
    const note = await write(NOTE, true);
    expect(note).toMatchObject({ content: MASKED_NOTE, private: true });
    expect(note.masked).toBeUndefined();
    expect(await kept()).toContain(MASKED_NOTE);
  });

  it("is masked when it is edited", async () => {
    const note = await write("look him up", true);
    line.send({ type: "message.edit", messageId: note.id, content: EDITED });
    const { message } = await line.next("message.updated", ({ message: { id } }) => id === note.id);
    expect(message.content).toBe("his SSN is ••••6789");
    expect((await kept()).join()).not.toMatch(/123-45/);
  });

  it("is not what a reply is: what the customer is told is kept as it was said", async () => {
    expect((await write(REPLY, false)).content).toBe(REPLY);
    expect(await kept()).toContain(REPLY);
  });

  it("is masked in lists as well", async () => {
    await write(NOTE, true);
    const row = await until(
      async () => {
        const found = await keptRow();
        return found.includes("他说打") ? found : undefined;
      },
      () => "the note in the index",
    );
    expect(JSON.parse(row).preview.text).toBe(MASKED_NOTE);
    expect(row).not.toMatch(/0013 8000|sofia@/);
  });
});

describe("the reason of a transfer", () => {
  it("is masked before it is kept", async () => {
    expect((await act("transfer", { teamId: "after-sales", reason: REASON })).status).toBe(200);
    const answer = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: { cookie } });
    const { items } = messagePage.parse(await answer.json());
    const told = items
      .filter(({ contentType }) => contentType === "activity")
      .map(({ content }) => JSON.parse(content));
    expect(told).toContainEqual(expect.objectContaining({ reason: "寄到上海市••••" }));
    const all = await kept();
    expect(all.filter((text) => SECRET.test(text.replaceAll("••••6789", "")))).toEqual([REPLY]);
  });
});
