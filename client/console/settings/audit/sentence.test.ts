import { describe, expect, it } from "vitest";
import type { Directory } from "#client/console/session/directory.ts";
import { auditWords } from "#client/i18n/console-audit.ts";
import { translator } from "#client/i18n/translate.ts";
import { AUDIT_ACTIONS } from "#domain/audit/actions";
import { LOCALES } from "#protocol/constants";
import type { AuditEntryAnswer } from "#protocol/http-audit";
import { sentenceOf } from "./sentence.ts";

const LENA = "01900000-0000-7000-8000-00000000aaaa";
const TOM = "01900000-0000-7000-8000-00000000bbbb";
const GONE = "01900000-0000-7000-8000-00000000cccc";
const known: Record<string, string> = { [LENA]: "Lena", [TOM]: "Tom", support: "Customer care" };
const names: Directory = {
  agentName: (id) => known[id] ?? id,
  teamName: (id) => known[id] ?? id,
  nameOf: (id) => known[id] ?? id,
};
const entry = (more: Partial<AuditEntryAnswer>): AuditEntryAnswer => ({
  id: GONE,
  atMs: 0,
  actor: { type: "agent", id: LENA },
  action: "conversation.assigned",
  subject: { type: "conversation", id: GONE },
  detail: {},
  ...more,
});
const english = (more: Partial<AuditEntryAnswer>) => sentenceOf(entry(more), names, translator(auditWords, "en"));

describe("an entry of the audit log", () => {
  it("says who did what to what, by name where there is one", () => {
    expect(english({ detail: { to: TOM } })).toBe("Lena assigned conversation CCCC to Tom");
    expect(english({ detail: { to: LENA } })).toBe("Lena took conversation CCCC");
    expect(english({ action: "conversation.transferred", detail: { from: LENA, team: "support" } })).toBe(
      "Lena transferred conversation CCCC to Customer care",
    );
    const toLine = { team: "support", supportTier: 2 };
    expect(english({ action: "conversation.transferred", detail: toLine })).toBe(
      "Lena transferred conversation CCCC to the second line (Customer care)",
    );
    expect(english({ action: "ticket.transferred", subject: { type: "ticket", id: GONE }, detail: toLine })).toMatch(
      /^Lena transferred ticket .* to the second line \(Customer care\)$/,
    );
    expect(english({ action: "account.suspended", subject: { type: "account", id: TOM } })).toBe("Lena suspended Tom");
    expect(english({ action: "role.secondFactorChanged", subject: { type: "role", id: "admin" } })).toBe(
      "Lena changed whether the role of administrators needs a second factor",
    );
  });

  it("names whom nobody knows by a few characters", () => {
    const subject = { type: "inbox", id: "web" };
    expect(english({ actor: { type: "agent", id: GONE }, action: "retention.changed", subject })).toBe(
      "Account CCCC changed how long data of inbox web is kept",
    );
    expect(english({ actor: { type: "contact", id: GONE }, action: "conversation.reopened" })).toBe(
      "Customer CCCC reopened conversation CCCC",
    );
    expect(english({ actor: { type: "agent", id: "unknown" }, action: "session.refused" })).toBe(
      "Sign-in refused: unknown account",
    );
  });

  it("still says something when a later release wrote it", () => {
    expect(english({ action: "ticket.deleted", subject: { type: "ticket", id: "7" } })).toBe(
      "Lena: ticket.deleted, ticket 7",
    );
  });

  it("leaves no placeholder open, whatever happened, in either language", () => {
    for (const locale of LOCALES) {
      for (const action of AUDIT_ACTIONS) {
        const sentence = sentenceOf(entry({ action, detail: { to: TOM } }), names, translator(auditWords, locale));
        expect([action, /[{}]/.test(sentence)]).toEqual([action, false]);
      }
    }
  });
});
