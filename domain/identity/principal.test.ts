import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type AgentPrincipal,
  type ContactPrincipal,
  decodePrincipal,
  encodePrincipal,
} from "#domain/identity/principal";
import { isInScope } from "#domain/identity/scope";

const agent: AgentPrincipal = {
  type: "agent",
  id: "a1",
  name: "林悦 “Lin”\n",
  role: "agent",
  teamIds: ["support"],
  sessionId: "s1",
  expiresAtMs: 1,
};
const contact: ContactPrincipal = { type: "contact", id: "c1", inboxId: "web", sessionId: "s2", expiresAtMs: 1 };

describe("a principal in a header", () => {
  it("comes back as it was, whatever the name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (name) => {
        const header = encodePrincipal({ ...agent, name });
        // Header values are bytes: anything else would throw when it is set.
        expect(new Headers({ x: header }).get("x")).toBe(header);
        expect(decodePrincipal(header)).toEqual({ ...agent, name });
      }),
    );
  });

  it("is nobody if it is not one of ours", () => {
    const notOurs = [null, "", "%", "{}", "null", encodeURIComponent(JSON.stringify({ ...agent, role: "owner" }))];
    for (const header of notOurs) expect(decodePrincipal(header)).toBeUndefined();
  });
});

describe("scope", () => {
  const own = { inboxId: "web", contactId: "c1" };

  it("of a customer is their own conversations in their inbox", () => {
    expect(isInScope(contact, own)).toBe(true);
    expect(isInScope(contact, { ...own, contactId: "c2" })).toBe(false);
    expect(isInScope(contact, { ...own, inboxId: "other" })).toBe(false);
  });

  it("of an agent is their inboxes, or all if none are named", () => {
    expect(isInScope(agent, own)).toBe(true);
    expect(isInScope({ ...agent, inboxIds: ["web"] }, own)).toBe(true);
    expect(isInScope({ ...agent, inboxIds: ["other"] }, own)).toBe(false);
    expect(isInScope({ ...agent, inboxIds: [] }, own)).toBe(false);
  });
});
