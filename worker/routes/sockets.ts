/** The sockets' door: who may connect is settled here, then the upgrade goes to the actor with the principal. */
import { agentAddress, conversationAddress } from "#actors/addresses";
import { FAILURE_HEADER } from "#actors/runtime/refused-upgrade";
import { tagsOfAddress } from "#domain/customers/networks";
import { asFailure, type Failure } from "#domain/failures";
import { encodePrincipal, PRINCIPAL_HEADER, type Principal } from "#domain/identity/principal";
import { operations } from "#protocol/http";
import { addressOf } from "#worker/blocks";
import { defineRoute } from "#worker/define-route";
import { type AppContext, secretsOf } from "#worker/environment";
import { problemResponse } from "#worker/problem";

interface Door {
  fetch(request: Request): Promise<Response>;
}

/** Hands the upgrade on, with the principal in a header that only the worker sets, and without the credential. */
async function upgrade(c: AppContext, door: Door, principal: Principal): Promise<Response> {
  const headers = new Headers(c.req.raw.headers);
  headers.set(PRINCIPAL_HEADER, encodePrincipal(principal));
  headers.delete("cookie");
  headers.delete("authorization");
  const response = await door.fetch(new Request(c.req.raw, { headers }));
  if (response.status === 101) return response;
  return refused(c, asFailure(response.headers.get(FAILURE_HEADER)) ?? "broken");
}

/** A socket is found by the networks of its customer, should one of them be blocked. */
function withNetworks(c: AppContext, principal: Principal): Principal {
  const address = addressOf(c.req.raw);
  if (principal.type === "agent" || address === undefined) return principal;
  return { ...principal, networks: tagsOfAddress(secretsOf(c.env).blindIndexKeys, address) };
}

function refused(c: AppContext, failure: Failure): Response {
  return problemResponse(failure, { requestId: c.get("requestId") });
}

export const socketRoutes = [
  defineRoute(
    operations.conversationSocket,
    { permission: "conversation.read" },
    async ({ c, env, principal, params }) => {
      if (principal.type === "agent") {
        // Noted before it opens, so that no socket outlives the session it belongs to.
        const noted = await agentAddress(env, principal.id).openSocket(principal, params.id);
        if (!noted.ok) return noted;
      }
      return upgrade(c, conversationAddress(env, params.id), withNetworks(c, principal));
    },
  ),
  defineRoute(operations.agentSocket, { permission: "agent.feed" }, ({ c, env, principal }) =>
    upgrade(c, agentAddress(env, principal.id), principal),
  ),
];
