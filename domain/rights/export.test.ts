/** What a customer is given: whole, readable by machines and people, and harmless. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXPORT_PAGE_POLICY, exportAsHtml } from "#domain/rights/export-html";
import { EXPORT_SCHEMA, exportAsJson } from "#domain/rights/export-json";
import { type ExportRecord, openPart, sealPart } from "#domain/rights/export-records";

const HEAD = { requestId: "0197a000-0000-7000-8000-000000000001", gatheredAtMs: Date.UTC(2026, 2, 1, 8, 30) };
const AT = Date.UTC(2026, 1, 3, 4, 5, 6);

const contact: ExportRecord = {
  type: "contact",
  id: "c1",
  inboxId: "web",
  createdAtMs: AT,
  locale: "zh-CN",
  name: "林小雨",
  email: "lin@mail.example",
};
const conversation: ExportRecord = {
  type: "conversation",
  id: "v1",
  status: "resolved",
  labels: ["退款", "VIP"],
  priority: "high",
  createdAtMs: AT,
};

function message(seq: number, more: Partial<Extract<ExportRecord, { type: "message" }>> = {}): ExportRecord {
  return {
    type: "message",
    conversationId: "v1",
    seq,
    sender: { type: "contact", id: "c1" },
    contentType: "text",
    content: `text ${seq}`,
    isNote: false,
    createdAtMs: AT,
    ...more,
  };
}

const RECORDS: readonly ExportRecord[] = [
  contact,
  { type: "consent", purpose: "quality", version: 2, given: true, atMs: AT },
  { type: "holding", holding: "block", fields: { until: "2026-04-01T00:00:00.000Z" } },
  conversation,
  message(1),
  message(2, { sender: { type: "agent", id: "agent-b" }, content: "a reply", editedAtMs: AT + 1_000 }),
  message(3, { sender: { type: "agent", id: "agent-a" }, content: "he sounds angry", isNote: true }),
  message(4, {
    sender: { type: "system", id: "system" },
    contentType: "activity",
    content: JSON.stringify({ key: "conversation.transferred", by: "agent-b", to: "agent-a", reason: "refund" }),
  }),
  message(5, { content: "", recalledAtMs: AT + 5_000 }),
  { type: "conversation", id: "v2", status: "resolved", createdAtMs: AT },
];

async function* stream(records: readonly ExportRecord[]): AsyncGenerator<ExportRecord> {
  yield* records;
}

async function written(pieces: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

const json = async (records: readonly ExportRecord[]) => JSON.parse(await written(exportAsJson(HEAD, stream(records))));
const html = (records: readonly ExportRecord[], locale: "en" | "zh-CN" = "en") =>
  written(exportAsHtml(HEAD, stream(records), locale));

describe("as JSON", () => {
  it("says all of it under a named schema, with staff as numbers and notes marked", async () => {
    expect(await json(RECORDS)).toEqual({
      schema: EXPORT_SCHEMA,
      requestId: HEAD.requestId,
      gatheredAt: "2026-03-01T08:30:00.000Z",
      contact: {
        id: "c1",
        inboxId: "web",
        locale: "zh-CN",
        name: "林小雨",
        email: "lin@mail.example",
        createdAt: "2026-02-03T04:05:06.000Z",
      },
      consents: [{ purpose: "quality", version: 2, given: true, answeredAt: "2026-02-03T04:05:06.000Z" }],
      holdings: [{ holding: "block", until: "2026-04-01T00:00:00.000Z" }],
      conversations: [
        {
          id: "v1",
          status: "resolved",
          labels: ["退款", "VIP"],
          priority: "high",
          createdAt: "2026-02-03T04:05:06.000Z",
          messages: [
            { seq: 1, from: { type: "contact" }, text: "text 1", createdAt: "2026-02-03T04:05:06.000Z" },
            {
              seq: 2,
              from: { type: "agent", number: 1 },
              text: "a reply",
              createdAt: "2026-02-03T04:05:06.000Z",
              editedAt: "2026-02-03T04:05:07.000Z",
            },
            {
              seq: 3,
              from: { type: "agent", number: 2 },
              text: "he sounds angry",
              internal: true,
              createdAt: "2026-02-03T04:05:06.000Z",
            },
            {
              seq: 4,
              from: { type: "system" },
              event: { key: "conversation.transferred", reason: "refund" },
              createdAt: "2026-02-03T04:05:06.000Z",
            },
            {
              seq: 5,
              from: { type: "contact" },
              text: "",
              createdAt: "2026-02-03T04:05:06.000Z",
              recalledAt: "2026-02-03T04:05:11.000Z",
            },
          ],
        },
        { id: "v2", status: "resolved", createdAt: "2026-02-03T04:05:06.000Z", messages: [] },
      ],
    });
  });

  it("is a document whatever is missing of it", () =>
    fc.assert(
      fc.asyncProperty(
        fc.subarray(RECORDS.filter(({ type }) => type !== "contact" && type !== "message")),
        async (some) => {
          const parsed = await json([contact, ...some]);
          expect(Object.keys(parsed)).toEqual(
            expect.arrayContaining(["schema", "contact", "consents", "holdings", "conversations"]),
          );
          expect(parsed.conversations).toHaveLength(some.filter(({ type }) => type === "conversation").length);
        },
      ),
    ));
});

describe("as a page", () => {
  it("names everything in the reader's language", async () => {
    const english = await html(RECORDS);
    for (const words of [
      "Your data",
      "林小雨",
      "Agent 1",
      "Agent 2",
      "Internal note",
      "<dt>Labels</dt><dd>退款, VIP</dd><dt>Priority</dt><dd>High</dd>",
      "Handed on",
      "Reason: refund",
      "recalled",
    ])
      expect(english).toContain(words);
    const chinese = await html(RECORDS, "zh-CN");
    const marks = "<dt>标签</dt><dd>退款、VIP</dd><dt>优先级</dt><dd>高</dd>";
    for (const words of [
      "您的个人数据",
      "客服 1",
      "内部备注",
      marks,
      "会话已转接",
      "原因：refund",
      "已同意（第 2 版）",
    ])
      expect(chinese).toContain(words);
    expect(chinese).toContain('<html lang="zh-CN">');
    for (const page of [english, chinese]) expect(page).not.toContain("agent-a");
  });

  it("says so where there is nothing", async () => {
    const page = await html([contact]);
    expect(page).toContain("You were not asked for anything");
    expect(page).toContain("There are none.");
  });

  it("says nothing of labels and priority where an earlier release gathered it", async () => {
    const page = await html([contact, { type: "conversation", id: "v2", status: "open", createdAtMs: AT }]);
    for (const word of ["Labels", "Priority"]) expect(page).not.toContain(word);
  });

  it("takes whatever somebody wrote for text", { timeout: 20_000 }, () =>
    fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&${text}`;
        const marked: ExportRecord = { ...conversation, labels: [hostile] };
        const page = await html([{ ...contact, name: hostile }, marked, message(1, { content: hostile })]);
        // Tags of ours only.
        const tags = new Set([...page.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name?.toLowerCase()));
        for (const tag of tags) expect(["script", "img"]).not.toContain(tag);
        expect(page).toContain("&lt;script&gt;alert(1)");
      }),
      { numRuns: 50 },
    ),
  );

  it("runs nothing and loads nothing, which it says itself", async () => {
    const page = await html(RECORDS);
    expect(EXPORT_PAGE_POLICY).toMatch(/^default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'/);
    expect(page).toContain('<meta http-equiv="content-security-policy"');
    expect(page).not.toMatch(/<script|<link|src=|href=/);
  });
});

describe("parts at rest", () => {
  const key = new Uint8Array(32).fill(7);
  const nonce = new Uint8Array(12).fill(9);

  it("open in their own place and in no other", () => {
    const sealed = sealPart(key, "r1", 1, RECORDS, nonce);
    expect(openPart(key, "r1", 1, sealed)).toEqual(RECORDS);
    expect(() => openPart(key, "r1", 2, sealed)).toThrow("does not open");
    expect(() => openPart(key, "r2", 1, sealed)).toThrow("does not open");
    expect(() => openPart(new Uint8Array(32), "r1", 1, sealed)).toThrow("does not open");
  });
});
