/** Canned responses: an agent's own are theirs, the shop's are those of who may manage them, and each change of these is told. */
import { beforeAll, describe, expect, it } from "vitest";
import { type CannedResponse, cannedAnswer, cannedList } from "#protocol/http-canned";
import { arrive, audited, type Colleague, join, refusal, send } from "#test/workers/colleagues";
import { loginOf, openShop } from "#test/workers/shop";

const PATH = "/api/v1/canned";
/** Three people sign in, and each password takes its time. */
const SIGN_INS_MS = 60_000;

let agent: Colleague;
let supervisor: Colleague;
let other: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  supervisor = await arrive(loginOf(logins, "supervisor"));
  other = await join(await arrive(loginOf(logins, "admin")), { role: "agent" });
}, SIGN_INS_MS);

const TEXTS = { en: { title: "Greeting", text: "Hello {customer}" } };
const body = (code: string, shared = false) => ({ shared, code, texts: TEXTS });

async function make(by: Colleague, code: string, shared = false): Promise<CannedResponse> {
  const answer = await send("POST", PATH, by, body(code, shared));
  return cannedAnswer.parse(await answer.json()).canned;
}

async function codesOf(by: Colleague): Promise<string[]> {
  return cannedList.parse(await (await send("GET", PATH, by)).json()).items.map(({ code }) => code);
}

describe("an agent's own", () => {
  it("are made, changed and deleted by them, and seen by nobody else", async () => {
    const made = await make(agent, "Hi");
    expect(made).toMatchObject({ code: "hi", version: 1, shared: false, texts: TEXTS });
    expect(await codesOf(agent)).toContain("hi");
    expect(await codesOf(other)).not.toContain("hi");
    const changed = await send("PUT", `${PATH}/${made.id}`, agent, { code: "hello", texts: TEXTS, version: 1 });
    expect(cannedAnswer.parse(await changed.json()).canned).toMatchObject({ code: "hello", version: 2 });
    expect((await send("DELETE", `${PATH}/${made.id}?version=1`, agent)).status).toBe(409);
    expect((await send("DELETE", `${PATH}/${made.id}?version=2`, agent)).status).toBe(200);
    expect(await codesOf(agent)).not.toContain("hello");
    expect(await audited(made.id)).toEqual([]);
  });

  it("are not there for others, whatever they may do", async () => {
    const { id } = await make(agent, "mine");
    for (const by of [other, supervisor]) {
      expect((await send("PUT", `${PATH}/${id}`, by, { code: "x", texts: TEXTS, version: 1 })).status).toBe(404);
      expect((await send("DELETE", `${PATH}/${id}?version=1`, by)).status).toBe(404);
    }
  });

  it("have a code each, which others may have too", async () => {
    await make(agent, "twice");
    const again = await send("POST", PATH, agent, body("TWICE"));
    expect([again.status, await refusal(again)]).toEqual([409, "name_taken"]);
    expect((await send("POST", PATH, other, body("twice"))).status).toBe(201);
    expect((await send("POST", PATH, supervisor, body("twice", true))).status).toBe(201);
    const { id } = await make(agent, "once");
    const renamed = await send("PUT", `${PATH}/${id}`, agent, { code: "twice", texts: TEXTS, version: 1 });
    expect([renamed.status, await refusal(renamed)]).toEqual([409, "name_taken"]);
  });
});

describe("the shop's", () => {
  it("are everybody's to use, and told of in the audit log", async () => {
    const made = await make(supervisor, "退款", true);
    expect(await codesOf(agent)).toContain("退款");
    await send("PUT", `${PATH}/${made.id}`, supervisor, { code: "退款", texts: TEXTS, version: 1 });
    await send("PUT", `${PATH}/${made.id}`, supervisor, { code: "退款", texts: TEXTS, version: 1 });
    await send("DELETE", `${PATH}/${made.id}?version=2`, supervisor);
    expect(await audited(made.id)).toEqual(["canned.created", "canned.changed", "canned.deleted"]);
  });

  it("are changed by nobody without the permission", async () => {
    expect((await send("POST", PATH, agent, body("shop", true))).status).toBe(403);
    const { id } = await make(supervisor, "policy", true);
    expect((await send("PUT", `${PATH}/${id}`, agent, { code: "x", texts: TEXTS, version: 1 })).status).toBe(403);
    expect((await send("DELETE", `${PATH}/${id}?version=1`, agent)).status).toBe(403);
    expect(await codesOf(agent)).toContain("policy");
  });

  it("are changed by one of two who saw the same", async () => {
    const { id } = await make(supervisor, "race", true);
    const answers = await Promise.all(
      ["race-1", "race-2"].map((code) => send("PUT", `${PATH}/${id}`, supervisor, { code, texts: TEXTS, version: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await audited(id)).toEqual(["canned.created", "canned.changed"]);
  });
});

it.each([
  ["a code with a space", { ...body("a b") }],
  ["no text", { ...body("none"), texts: {} }],
  ["a title alone", { ...body("title"), texts: { en: { title: "T", text: "" } } }],
])("nobody makes one with %s", async (_, wrong) => {
  expect((await send("POST", PATH, agent, wrong)).status).toBe(400);
});
