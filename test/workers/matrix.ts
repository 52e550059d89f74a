/** What the parts of the permission matrix share that ask actors at their own doors. */
import { env } from "cloudflare:workers";
import type { z } from "zod";
import type { Declared } from "#domain/identity/define";
import type { GrantedPermission, Permission } from "#domain/identity/permissions";
import { encodePrincipal, PRINCIPAL_HEADER, type Principal } from "#domain/identity/principal";
import { newId } from "#protocol/ids";
import { begin } from "#test/workers/begin";
import { customer, everyStaff, staff } from "#test/workers/principals";
import { sample } from "#test/workers/sample";

/** One frame of each type of a union, made from its schema. */
export function framesOf<Frame extends { type: string }>(
  union: z.ZodType<Frame> & { readonly options: readonly z.core.$ZodType[] },
): [type: string, frame: Frame][] {
  return union.options.map((option) => {
    const made = union.parse(sample(option, "a frame"));
    return [made.type, made];
  });
}

export function declaredFor(declared: Record<string, Declared>, name: string): Permission {
  // What is not declared is nobody's: asking for it fails the test.
  return declared[name]?.permission ?? "closed";
}

export function openDoor(
  stub: { fetch(request: Request): Promise<Response> },
  principal: Principal,
): Promise<Response> {
  const headers = { upgrade: "websocket", [PRINCIPAL_HEADER]: encodePrincipal(principal) };
  return stub.fetch(new Request("https://actor/", { headers }));
}

export function conversationStub(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

/** A conversation that this principal has: what is left to refuse is what they may do. */
export async function conversationOf(principal: Principal) {
  const { conversationId, contactId } = await begin();
  const stub = conversationStub(conversationId);
  if (principal.type === "agent") {
    const leaseUntilMs = Date.now() + 60_000;
    await stub.commitAssignment({ agentId: principal.id, agentName: principal.name, leaseUntilMs, epoch: 1 });
  }
  return { stub, principal: principal.type === "contact" ? { ...principal, id: contactId } : principal };
}

export function everybody(
  permission: string,
  besides: readonly GrantedPermission[],
): [name: string, principal: Principal][] {
  const named = everyStaff(permission, besides).map(({ name, role, grants }): [string, Principal] => [
    name,
    staff(newId(Date.now()), grants === undefined ? { role } : { role, grants: [...grants] }),
  ]);
  return [["the customer", customer("own")], ...named];
}

export const OUT_OF_SCOPE: [name: string, principal: Principal][] = [
  ["a foreign customer", customer("foreign")],
  ["the customer of another inbox", customer("own", { inboxId: "elsewhere" })],
  ["an administrator of other inboxes", staff("out-of-scope", { role: "admin", inboxIds: ["elsewhere"] })],
];
