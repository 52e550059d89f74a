/** Labels that staff define: by whom, under which names, in which order, and what their end takes with it. */
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_LABELS } from "#protocol/constants";
import { type Label, labelUse } from "#protocol/http-labels";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { type Desk, labelsOf, makeLabel, openDesk, put, remove, whenListed } from "#test/workers/labelling";
import { call, post } from "#test/workers/shop";
import { auditOf, verdictOf } from "#test/workers/staff";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

const content = ({ name, colour, allowFromWidget }: Label) => ({ name, colour, allowFromWidget });
const nameOf = async (id: string) => (await labelsOf(desk.agent)).find((label) => label.id === id)?.name;

describe("defined labels", () => {
  it("are those of the demo to begin with, in its order, for all staff to read", async () => {
    const seeded = ["delivery", "damaged", "refund", "invoice", "wholesale", "praise"];
    for (const who of [desk.agent, desk.qa, desk.admin]) {
      expect((await labelsOf(who)).map(({ id }) => id)).toEqual(expect.arrayContaining(seeded));
    }
    expect((await labelsOf(desk.agent)).slice(0, 6).map(({ id }) => id)).toEqual(seeded);
  });

  it("are made by leads and nobody else, the last in order, and noted", async () => {
    const body = { name: "  VIP   customer ", colour: "purple", allowFromWidget: false };
    expect(await verdictOf(await post("/api/v1/labels", body, desk.agent))).toEqual([403, "forbidden"]);
    expect(await verdictOf(await post("/api/v1/labels", body, desk.qa))).toEqual([403, "forbidden"]);
    const made = await makeLabel(desk, "  VIP   customer ", { colour: "purple" });
    expect(made).toMatchObject({ name: "VIP customer", colour: "purple", version: 1 });
    expect((await labelsOf(desk.agent)).at(-1)).toEqual(made);
    const noted = await auditOf("label.created");
    expect(noted.at(-1)).toMatchObject({ subject: `label:${made.id}`, detail: { colour: "purple" } });
    // The log rests in plain for ever, and keeps no words of the shop's.
    expect(JSON.stringify(noted)).not.toContain("VIP");
  });

  it("have names of their own, whatever the case or width, also when they are made at once", async () => {
    await makeLabel(desk, "Escalated");
    const again = { name: "ＥＳＣＡＬＡＴＥＤ", colour: "red", allowFromWidget: true };
    expect(await verdictOf(await post("/api/v1/labels", again, desk.supervisor))).toEqual([409, "name_taken"]);
    const before = (await auditOf("label.created")).length;
    const twins = Array.from({ length: 5 }, () => ({ name: "Twin", colour: "blue", allowFromWidget: false }));
    const answers = await Promise.all(twins.map((body) => post("/api/v1/labels", body, desk.admin)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await auditOf("label.created")).length).toBe(before + 1);
  });

  it.each(["", "   ", "x".repeat(41), "a\u202eb"])("are not called %j", async (name) => {
    const answer = await post("/api/v1/labels", { name, colour: "red", allowFromWidget: false }, desk.admin);
    expect(await verdictOf(answer)).toEqual([400, "malformed"]);
  });

  it("are changed at the version that was seen; of two at once one is told that it was late", async () => {
    const made = await makeLabel(desk, "Slow");
    const path = `/api/v1/labels/${made.id}`;
    const changes = ["Slower", "Slowest"].map((name) => put(path, { ...content(made), name, version: 1 }, desk.admin));
    const answers = await Promise.all(changes);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const late = answers.find(({ status }) => status === 409);
    expect(late === undefined ? undefined : await verdictOf(late)).toEqual([409, "changed_meanwhile"]);
    expect(await nameOf(made.id)).toMatch(/^Slowe/);
    expect((await auditOf("label.changed")).filter(({ subject }) => subject === `label:${made.id}`)).toHaveLength(1);
  });

  it("may be renamed to themselves in another case, and not to another's name", async () => {
    const one = await makeLabel(desk, "Returns");
    await makeLabel(desk, "Exchanges");
    const path = `/api/v1/labels/${one.id}`;
    expect((await put(path, { ...content(one), name: "RETURNS", version: 1 }, desk.supervisor)).status).toBe(200);
    const taken = await put(path, { ...content(one), name: "exchanges", version: 2 }, desk.supervisor);
    expect(await verdictOf(taken)).toEqual([409, "name_taken"]);
    const none = await put(`/api/v1/labels/${newId(1)}`, { ...content(one), version: 1 }, desk.supervisor);
    expect(await verdictOf(none)).toEqual([404, "not_found"]);
  });

  it("are put in order all together", async () => {
    const ids = (await labelsOf(desk.agent)).map(({ id }) => id);
    const turned = ids.toReversed();
    expect((await put("/api/v1/labels", { ids: turned }, desk.agent)).status).toBe(403);
    expect((await put("/api/v1/labels", { ids: turned }, desk.supervisor)).status).toBe(200);
    expect((await labelsOf(desk.agent)).map(({ id }) => id)).toEqual(turned);
    for (const wrong of [turned.slice(1), [...turned, newId(1)], [...turned.slice(1), turned[1]]]) {
      const answer = await put("/api/v1/labels", { ids: wrong }, desk.supervisor);
      expect(await verdictOf(answer)).toEqual([409, "changed_meanwhile"]);
    }
    await put("/api/v1/labels", { ids }, desk.supervisor);
  });

  it("are counted, and deleted from every list at once", async () => {
    const gone = await makeLabel(desk, "Short-lived");
    const { conversationId } = await begin();
    await post(`/api/v1/conversations/${conversationId}/label`, { add: [gone.id, "refund"] }, desk.agent);
    await whenListed(desk, conversationId, ({ labels }) => labels?.length === 2);
    const count = await call("/api/v1/labels/use", { headers: desk.supervisor });
    expect(labelUse.parse(await count.json()).items).toContainEqual({ id: gone.id, conversations: 1 });
    expect((await call("/api/v1/labels/use", { headers: desk.agent })).status).toBe(403);

    expect((await remove(`/api/v1/labels/${gone.id}?version=1`, desk.agent)).status).toBe(403);
    expect(await verdictOf(await remove(`/api/v1/labels/${gone.id}?version=2`, desk.admin))).toEqual([
      409,
      "changed_meanwhile",
    ]);
    expect((await remove(`/api/v1/labels/${gone.id}?version=1`, desk.admin)).status).toBe(200);
    const row = await whenListed(desk, conversationId, () => true);
    expect(row.labels).toEqual(["refund"]);
    expect((await auditOf("label.deleted")).at(-1)?.subject).toBe(`label:${gone.id}`);
    expect(await verdictOf(await remove(`/api/v1/labels/${gone.id}?version=1`, desk.admin))).toEqual([
      404,
      "not_found",
    ]);
    // Its actor still knows it, and news of that does not bring it back.
    await post(`/api/v1/conversations/${conversationId}/prioritise`, { priority: "high" }, desk.agent);
    const after = await whenListed(desk, conversationId, ({ priority }) => priority === "high");
    expect(after.labels).toEqual(["refund"]);
  });

  it("are so many at most", async () => {
    for (let left = MAX_LABELS - (await labelsOf(desk.agent)).length; left > 0; left -= 1) {
      await makeLabel(desk, `Filler ${left}`);
    }
    const more = { name: "One more", colour: "grey", allowFromWidget: false };
    expect(await verdictOf(await post("/api/v1/labels", more, desk.admin))).toEqual([409, "too_many_labels"]);
  });
});
