/** Who is doing this, as the audit log tells it. */
import type { AuditActor } from "#domain/audit/actions";
import type { Principal } from "#domain/identity/principal";
import { addressPseudonym } from "#domain/privacy/address";
import type { Environment } from "#worker/environment";

/** The connecting address as a pseudonym; `unknown` has one too. */
export function originOf(env: Pick<Environment, "AUTH_SECRET">, request: Request): string {
  return addressPseudonym(env.AUTH_SECRET, request.headers.get("cf-connecting-ip") ?? "unknown");
}

export function auditorOf(env: Pick<Environment, "AUTH_SECRET">, request: Request, principal: Principal): AuditActor {
  return {
    type: principal.type,
    id: principal.id,
    sessionId: principal.sessionId,
    origin: originOf(env, request),
  };
}
