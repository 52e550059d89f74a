import { describe, expect, it } from "vitest";
import {
  GRANTED_PERMISSIONS,
  type Holder,
  holds,
  isPermitted,
  permissionsOf,
  STAFF_PERMISSIONS,
} from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";

const HOLDERS: readonly Holder[] = ["contact", "agent", "supervisor", "qa", "admin"];
const of = (holder: Holder) => GRANTED_PERMISSIONS.filter((permission) => holds(holder, permission));

describe("permissions", () => {
  it("that are public need nobody; internal and closed ones admit nobody", () => {
    const admin: AgentPrincipal = {
      type: "agent",
      id: "a",
      name: "a",
      role: "admin",
      teamIds: [],
      sessionId: "s",
      expiresAtMs: 1,
    };
    expect(isPermitted(undefined, "public")).toBe(true);
    expect(isPermitted(undefined, "conversation.read")).toBe(false);
    for (const permission of ["internal", "closed"] as const) expect(isPermitted(admin, permission)).toBe(false);
  });

  it("of a customer end at their own conversations", () => {
    expect(of("contact").sort()).toEqual([
      "consent.give",
      "contact.describeOwn",
      "conversation.confirm",
      "conversation.create",
      "conversation.labelOwn",
      "conversation.listOwn",
      "conversation.read",
      "conversation.reply",
      "conversation.send",
      "order.own",
      "session.renew",
      "ticket.own",
    ]);
  });

  it("of quality assurance are to read and to note, never to reply or to move work", () => {
    expect(of("qa")).toContain("conversation.note");
    for (const moving of [
      "reply",
      "accept",
      "assign",
      "transfer",
      "snooze",
      "resolve",
      "reopen",
      "label",
      "prioritise",
    ] as const) {
      expect(holds("qa", `conversation.${moving}`)).toBe(false);
    }
  });

  it("of an administrator cover all that any of the staff may do", () => {
    for (const holder of ["agent", "supervisor", "qa"] as const) {
      for (const permission of of(holder)) expect([permission, holds("admin", permission)]).toEqual([permission, true]);
    }
  });

  it("of a custom role are those that it ticks, and never a customer's", () => {
    const custom: AgentPrincipal = {
      type: "agent",
      id: "a",
      name: "a",
      role: "admin",
      grants: ["audit.read", "conversation.create", "internal", "closed", "no.such"],
      teamIds: [],
      sessionId: "s",
      expiresAtMs: 1,
    };
    expect(GRANTED_PERMISSIONS.filter((each) => isPermitted(custom, each))).toEqual(["audit.read"]);
    expect(permissionsOf(custom)).toEqual(["audit.read"]);
    for (const permission of ["internal", "closed"] as const) expect(isPermitted(custom, permission)).toBe(false);
  });

  it("take a few microseconds at most to check, for whoever asks", () => {
    const MOST_US = 50;
    const ROUNDS = 2_000;
    const of = (more: Partial<AgentPrincipal>): AgentPrincipal => ({
      ...{ type: "agent", id: "a", name: "a", role: "admin", teamIds: [], sessionId: "s", expiresAtMs: 1 },
      ...more,
    });
    // The longest way through: a custom role that ticks everything.
    const askers = [of({}), of({ grants: [...STAFF_PERMISSIONS] }), of({ grants: [] }), undefined];
    const beganAtMs = performance.now();
    let allowed = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const asker of askers)
        for (const permission of GRANTED_PERMISSIONS) if (isPermitted(asker, permission)) allowed += 1;
    }
    const checks = ROUNDS * askers.length * GRANTED_PERMISSIONS.length;
    const meanUs = ((performance.now() - beganAtMs) * 1_000) / checks;
    console.info(`a permission check takes ${meanUs.toFixed(3)} µs, the mean of ${checks}`);
    expect(allowed).toBeGreaterThan(checks / 4);
    expect(meanUs).toBeLessThan(MOST_US);
  });

  it("to hand work to others are a lead's", () => {
    const holders = HOLDERS.filter((holder) => holds(holder, "conversation.assign"));
    expect(holders).toEqual(["supervisor", "admin"]);
  });
});
