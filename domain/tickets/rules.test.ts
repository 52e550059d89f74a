import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canFollow, isFinished, keptFields, mergeOf, statusAfter, statusOnceGiven } from "#domain/tickets/rules";
import { TICKET_STATUSES } from "#protocol/constants";

const anyStatus = fc.constantFrom(...TICKET_STATUSES);
const plain = { merged: false, forced: false, hasReason: false };

describe("a ticket's status", () => {
  it("never becomes new again, and leaves closed only by being opened", () => {
    for (const from of TICKET_STATUSES) expect(canFollow(from, "new")).toBe(false);
    expect(TICKET_STATUSES.filter((to) => canFollow("closed", to))).toEqual(["open"]);
    expect(TICKET_STATUSES.filter((to) => canFollow("resolved", to))).toEqual(["open", "closed"]);
  });

  it("can always be led to closed, however it wandered", () => {
    fc.assert(
      fc.property(fc.array(anyStatus, { maxLength: 20 }), (wanted) => {
        let status: (typeof TICKET_STATUSES)[number] = "new";
        for (const to of wanted) if (statusAfter({ ...plain, from: status, to }).ok) status = to;
        expect(status === "closed" || canFollow(status, "closed")).toBe(true);
      }),
    );
  });

  it("is finished after those of its sub-tickets, unless it is forced with a reason", () => {
    const ask = (forced: boolean, hasReason: boolean) =>
      statusAfter({ from: "open", to: "closed", merged: false, forced, hasReason });
    expect(ask(false, true)).toEqual({ ok: true, value: { waitsForSubs: true } });
    expect(ask(true, false)).toEqual({ ok: false, failure: "reason_wanted" });
    expect(ask(true, true)).toEqual({ ok: true, value: { waitsForSubs: false } });
  });

  it("goes from resolved to closed without asking again, and stays as it is for whoever asks for the same", () => {
    expect(statusAfter({ ...plain, from: "resolved", to: "closed" })).toEqual({
      ok: true,
      value: { waitsForSubs: false },
    });
    for (const from of TICKET_STATUSES) expect(statusAfter({ ...plain, from, to: from }).ok).toBe(true);
  });

  it("of one that was merged stays", () => {
    fc.assert(
      fc.property(anyStatus, anyStatus, fc.boolean(), (from, to, forced) => {
        const after = statusAfter({ from, to, merged: true, forced, hasReason: true });
        expect(after.ok).toBe(from === to);
      }),
    );
  });

  it("is open once somebody has a new one, and no other one changes by that", () => {
    expect(statusOnceGiven("new", "a")).toBe("open");
    expect(statusOnceGiven("new", null)).toBe("new");
    for (const status of TICKET_STATUSES.filter((one) => one !== "new"))
      expect(statusOnceGiven(status, "a")).toBe(status);
    expect(TICKET_STATUSES.filter(isFinished)).toEqual(["resolved", "closed"]);
  });
});

describe("fields of a type", () => {
  const optional = { choices: [], required: false };
  const definitions = [
    { ...optional, key: "serial", name: "Serial number", kind: "text" as const },
    { ...optional, key: "pieces", name: "Pieces", kind: "number" as const },
    { ...optional, key: "fault", name: "Fault", kind: "choice" as const, choices: ["bent", "broken"] },
  ];

  it("are kept where the type has them, the others dropped", () => {
    expect(keptFields({ serial: "A1", pieces: 2, fault: "bent", gone: "x" }, definitions)).toEqual({
      ok: true,
      value: { serial: "A1", pieces: 2, fault: "bent" },
    });
  });

  it("of another kind are refused", () => {
    for (const given of [{ serial: 1 }, { pieces: "2" }, { fault: "lost" }, { fault: 1 }])
      expect(keptFields(given, definitions)).toEqual({ ok: false, failure: "malformed" });
  });

  it("that the type asks for are there, or nothing is written", () => {
    const asked = definitions.map((one) => ({ ...one, required: one.key === "fault" }));
    expect(keptFields({ serial: "A1" }, asked)).toEqual({ ok: false, failure: "fields_missing" });
    expect(keptFields({ fault: "bent" }, asked)).toEqual({ ok: true, value: { fault: "bent" } });
  });

  it("are none of those that every object has", () => {
    const inherited = [{ ...optional, key: "constructor", name: "Constructor", kind: "text" as const }];
    expect(keptFields({}, inherited)).toEqual({ ok: true, value: {} });
  });
});

describe("merging", () => {
  const one = { id: "a", contactId: "c", status: "open", mergedIntoId: null } as const;
  const other = { ...one, id: "b" };

  it("is of two of the same customer", () => {
    expect(mergeOf(one, other)).toEqual({ ok: true, value: true });
    expect(mergeOf(one, one)).toEqual({ ok: false, failure: "not_mergeable" });
    expect(mergeOf(one, { ...other, contactId: "d" })).toEqual({ ok: false, failure: "not_mergeable" });
  });

  it("is not of those without a customer, who are nobody's together", () => {
    const refused = { ok: false, failure: "not_mergeable" };
    expect(mergeOf({ ...one, contactId: null }, { ...other, contactId: null })).toEqual(refused);
    expect(mergeOf(one, { ...other, contactId: null })).toEqual(refused);
    expect(mergeOf({ ...one, contactId: null }, other)).toEqual(refused);
  });

  it("ends with one that is still there to work on", () => {
    expect(mergeOf(one, { ...other, status: "closed" })).toEqual({ ok: false, failure: "wrong_status" });
    expect(mergeOf(one, { ...other, mergedIntoId: "x" })).toEqual({ ok: false, failure: "wrong_status" });
    expect(mergeOf({ ...one, mergedIntoId: "x" }, other)).toEqual({ ok: false, failure: "wrong_status" });
  });
});
