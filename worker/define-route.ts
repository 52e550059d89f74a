/**
 * The HTTP door: an operation of the protocol, the permission it takes and what answers it. Order: version (upgrades),
 * credential and Origin, how many requests there were, permission and blocks, and only then the request's own content. Nothing is mounted in another way; a test
 * compares Hono's routes with what was declared here.
 */
import type { Hono } from "hono";
import type { z } from "zod";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import type { Declared } from "#domain/identity/define";
import { isPermitted, type Permission } from "#domain/identity/permissions";
import type { AgentPrincipal, ContactPrincipal, Principal } from "#domain/identity/principal";
import { PROTOCOL_VERSION } from "#protocol/constants";
import type { Operation } from "#protocol/operation";
import { addressOf, isBlocked } from "#worker/blocks";
import { offeredSubprotocols } from "#worker/credentials";
import type { AppBindings, AppContext, Environment } from "#worker/environment";
import { areKeysReady } from "#worker/keys-ready";
import { resolvePrincipal } from "#worker/middleware/principal";
import { problemResponse } from "#worker/problem";
import { readJson } from "#worker/read-json";
import { countRequest } from "#worker/request-limits";

type PrincipalOf<Op extends Operation> = {
  none: undefined;
  customer: ContactPrincipal;
  agent: AgentPrincipal;
  either: Principal;
}[Op["credential"]];
type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type AnswerOf<Op extends Operation> = Op["answer"] extends z.ZodType ? z.input<Op["answer"]> : never;

export interface Call<Op extends Operation> {
  readonly c: AppContext;
  readonly env: Environment;
  readonly nowMs: number;
  readonly principal: PrincipalOf<Op>;
  readonly params: Parsed<Op["params"]>;
  readonly query: Parsed<Op["query"]>;
  readonly body: Parsed<Op["body"]>;
  readonly headers: Parsed<Op["headers"]>;
}

/** A result as rules give it, or {@link repeated}, or a whole response (upgrades, documents). */
export type Answer<Op extends Operation> = Result<AnswerOf<Op>> | Repeated<AnswerOf<Op>> | Response;

export interface Repeated<Value> {
  readonly ok: true;
  readonly value: Value;
  readonly repeated: true;
}

/** Success of an idempotent POST that had been done before: 200 in place of 201. */
export function repeated<Value>(value: Value): Repeated<Value> {
  return { ok: true, value, repeated: true };
}

export interface Route {
  readonly operation: Operation;
  readonly permission: Permission;
  readonly handle: (c: AppContext) => Promise<Response>;
}

/**
 * Declares what answers an operation.
 * @param declared `permission` is checked before anything of the request is parsed
 */
export function defineRoute<const Op extends Operation>(
  operation: Op,
  declared: Declared,
  handler: (call: Call<Op>) => Promise<Answer<Op>> | Answer<Op>,
): Route {
  const handle = async (c: AppContext): Promise<Response> => {
    const requestId = c.get("requestId");
    const nowMs = Date.now();
    if (operation.status === 101 && !isOurUpgrade(c.req.raw)) {
      return problemResponse("wrong_version", {
        requestId,
        status: 426,
        headers: { upgrade: "websocket", "sec-websocket-protocol": PROTOCOL_VERSION },
      });
    }
    const known = operation.credential === "none" ? ok(undefined) : await resolvePrincipal(c, operation, nowMs);
    // Whoever holds no good credential counts by the address, so that guessing one is not free.
    const retryAfterS = await countRequest(c.env, c.req.raw, operation, known.ok ? known.value : undefined);
    if (retryAfterS !== undefined) {
      return problemResponse("too_fast", { requestId, headers: { "retry-after": String(retryAfterS) } });
    }
    if (!known.ok) return problemResponse(known.failure, { requestId });
    // What tells how the instance is, and what needs none of its data, is answered whatever its keys are.
    if (operation.credential !== "none" || operation.method !== "get") {
      if (!(await areKeysReady(c.env, nowMs))) return problemResponse("keys_unusable", { requestId });
    }
    if (known.value !== undefined) c.set("who", `${known.value.type}:${known.value.id}`);
    const refusal = refusalOf(operation, declared.permission, known.value) ?? (await blockOf(c, known.value, nowMs));
    if (refusal !== undefined) return problemResponse(refusal, { requestId });

    const input = await parseInput(operation, c);
    if (!input.ok) return problemResponse(input.failure, { requestId, detail: input.detail });
    // The parts come out of the operation's own schemas, which is more than TypeScript can follow through a generic.
    const call = { c, env: c.env, nowMs, principal: known.value, ...input.value } as Call<Op>;
    const answer = await handler(call);
    if (answer instanceof Response) return answer;
    if (!answer.ok) return problemResponse(answer.failure, { requestId });
    // Through the context, which keeps cookies that the handler set.
    const status = operation.status === 201 && !("repeated" in answer) ? 201 : 200;
    return c.body(JSON.stringify(answer.value), status, {
      "content-type": "application/json",
      "cache-control": "no-store",
    });
  };
  return { operation, permission: declared.permission, handle };
}

/** Mounts declared routes; the only call of Hono's own registration. */
export function mountRoutes(app: Hono<AppBindings>, routes: readonly Route[]): void {
  for (const { operation, handle } of routes) app.on(operation.method.toUpperCase(), operation.path, handle);
}

function isOurUpgrade(request: Request): boolean {
  return (
    request.headers.get("upgrade")?.toLowerCase() === "websocket" &&
    offeredSubprotocols(request.headers).includes(PROTOCOL_VERSION)
  );
}

function refusalOf(
  operation: Operation,
  permission: Permission,
  principal: Principal | undefined,
): Failure | undefined {
  if (permission === "closed" || permission === "internal") return "not_found";
  if (operation.credential === "none") return isPermitted(undefined, permission) ? undefined : "no_permission";
  if (principal === undefined) return "not_signed_in";
  const wanted = { customer: "contact", agent: "agent", either: principal.type }[operation.credential];
  return principal.type === wanted && isPermitted(principal, permission) ? undefined : "no_permission";
}

/** Customers are looked up; of a request that begins a session, its route does it once it knows whose it is. */
async function blockOf(c: AppContext, principal: Principal | undefined, nowMs: number): Promise<Failure | undefined> {
  if (principal?.type !== "contact") return undefined;
  const suspect = { contactIds: [principal.id], address: addressOf(c.req.raw) };
  return (await isBlocked(c.env, suspect, nowMs)) ? "blocked" : undefined;
}

type Input = Result<{ params: unknown; query: unknown; headers: unknown; body: unknown }> & { detail?: string };

async function parseInput(operation: Operation, c: AppContext): Promise<Input> {
  const params = operation.params?.safeParse(c.req.param());
  // An id that cannot exist is not found, rather than malformed: nobody learns what ids look like.
  if (params?.success === false) return refuse("not_found");
  const query = operation.query?.safeParse(c.req.query());
  if (query?.success === false) return { ...refuse("malformed"), detail: describe(query.error) };
  const headers = operation.headers?.safeParse(c.req.header());
  if (headers?.success === false) return { ...refuse("malformed"), detail: describe(headers.error) };
  const rest = { params: params?.data, query: query?.data, headers: headers?.data };
  if (operation.body === undefined) return ok({ ...rest, body: undefined });
  const json = await readJson(c.req.raw);
  if (!json.ok) return json;
  const body = operation.body.safeParse(json.value);
  if (!body.success) return { ...refuse("malformed"), detail: describe(body.error) };
  return ok({ ...rest, body: body.data });
}

const MAX_DETAIL_CHARS = 300;

/** Where and what, never the value itself. */
function describe(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "";
  const where = issue.path.map(String).join(".");
  const what = issue.code === "unrecognized_keys" ? "has a key that is not known" : issue.message;
  return `${where === "" ? "body" : where}: ${what}`.slice(0, MAX_DETAIL_CHARS);
}
