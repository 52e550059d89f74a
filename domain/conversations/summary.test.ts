import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openDetails, type RowDetails, type RowReader, rowFor, sealDetails } from "#domain/conversations/summary";
import { DATA_KEY_BYTES, NONCE_BYTES, SealBroken } from "#domain/privacy/envelope";
import { type Conversation, conversationRow } from "#protocol/vocabulary";

const dataKey = new Uint8Array(DATA_KEY_BYTES).fill(5);
const nonce = new Uint8Array(NONCE_BYTES).fill(6);
const conversation: Conversation = {
  id: "01900000-0000-7000-8000-000000000001",
  inboxId: "web",
  teamId: "support",
  contactId: "01900000-0000-7000-8000-000000000002",
  status: "open",
  epoch: 1,
  lastSeq: 7,
};
const details: RowDetails = {
  contactName: "王小明",
  preview: { sender: { type: "agent", id: "ann", name: "Ann" }, text: "he sounds angry", private: true },
  publicPreview: { sender: { type: "contact", id: conversation.contactId, name: "王小明" }, text: "在吗？" },
};
const STAFF: RowReader = { agentId: "bea", seesPersonal: false };
const TRUSTED: RowReader = { agentId: "cai", seesPersonal: true };
const facts = { conversation, createdAtMs: 1_000, lastActivityAtMs: 2_000, unread: 3, contactUnread: 1 };

describe("details of a row", () => {
  it("open to what was sealed, and show nothing of it meanwhile", () => {
    const sealed = sealDetails(dataKey, conversation, details, nonce);
    expect(openDetails(dataKey, conversation, sealed)).toEqual(details);
    expect(Buffer.from(sealed).toString("utf8")).not.toContain("angry");
  });

  it("open for their own conversation at their own change only", () => {
    const sealed = sealDetails(dataKey, conversation, details, nonce);
    const elsewhere = [{ lastSeq: 8 }, { id: "01900000-0000-7000-8000-000000000003" }];
    for (const change of elsewhere) {
      expect(() => openDetails(dataKey, { ...conversation, ...change }, sealed)).toThrow(SealBroken);
    }
  });
});

describe("a row", () => {
  it("shows an agent the customer's name, the last note and what is unread of the customer's", () => {
    expect(rowFor(STAFF, { ...facts, waitingSinceMs: 1_500 }, details)).toEqual({
      conversation,
      contactName: "王小明",
      preview: details.preview,
      unread: 3,
      lastActivityAt: "1970-01-01T00:00:02.000Z",
      waitingSince: "1970-01-01T00:00:01.500Z",
    });
  });

  it("shows the customer what they may see", () => {
    const row = rowFor("contact", facts, details);
    expect(row).toMatchObject({ preview: details.publicPreview, unread: 1 });
    expect(JSON.stringify(row)).not.toContain("angry");
  });

  it("moves for the customer with what they see alone, and as before where an earlier release told it", () => {
    const noted = { ...facts, contactActivityAtMs: 1_200 };
    expect(rowFor("contact", noted, details).lastActivityAt).toBe("1970-01-01T00:00:01.200Z");
    expect(rowFor(STAFF, noted, details).lastActivityAt).toBe("1970-01-01T00:00:02.000Z");
    expect(rowFor("contact", facts, details).lastActivityAt).toBe("1970-01-01T00:00:02.000Z");
  });

  it("shows phone numbers and the like to those alone who may see them, and to whoever wrote them", () => {
    const sender = { type: "agent", id: "ann", name: "Ann" } as const;
    const text = "Is 138 0013 80";
    const personal: RowDetails = {
      contactName: "王小明 13800138000",
      preview: { sender, text: `${text}…`, maskedText: "Is 138••••8000 yours?" },
    };
    const shownTo = (reader: RowReader) => {
      const { contactName, preview } = rowFor(reader, facts, personal);
      return [contactName, preview];
    };
    const plain = { sender, text: `${text}…` };
    expect(shownTo(TRUSTED)).toEqual(["王小明 13800138000", plain]);
    expect(shownTo({ agentId: "ann", seesPersonal: false })).toEqual(["王小明 138••••8000", plain]);
    expect(shownTo(STAFF)).toEqual(["王小明 138••••8000", { sender, text: "Is 138••••8000 yours?" }]);
  });

  it("is masked too where an earlier release stored it", () => {
    const sender = { type: "contact", id: conversation.contactId, name: "13800138000" } as const;
    const preview = { sender, text: "call 13800138000" };
    expect(rowFor(STAFF, facts, { preview }).preview).toEqual({
      sender: { ...sender, name: "138••••8000" },
      text: "call 138••••8000",
    });
    expect(rowFor("contact", facts, { publicPreview: preview }).preview).toEqual(preview);
  });

  it("is one of the protocol whatever is known, for either reader", () => {
    const anyDetails = fc.record(
      { contactName: fc.string(), preview: fc.constant(details.preview), publicPreview: fc.constant(undefined) },
      { requiredKeys: [] },
    );
    const anyFacts = fc.record({ waitingSinceMs: fc.option(fc.nat(), { nil: undefined }), unread: fc.nat(100) });
    fc.assert(
      fc.property(
        fc.constantFrom<RowReader[]>(STAFF, TRUSTED, "contact"),
        anyFacts,
        anyDetails,
        (reader, some, known) => {
          expect(
            conversationRow.safeParse(rowFor(reader, { ...facts, ...some }, known as RowDetails)).error,
          ).toBeUndefined();
        },
      ),
    );
  });
});
