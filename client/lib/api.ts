/** Typed HTTP: every answer is decoded, every refusal is an {@link ApiError} with one of the wire's codes. */
import { type ErrorCode, HTTP_STATUS_OF_CODE } from "#protocol/constants";
import { attempt, type Decoder, object, string } from "./decoder.ts";
import { errorCode } from "./nouns.ts";

/** A refusal (`status` and `code` of the server) or no answer at all (`status` 0, `code` `unavailable`). */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  /** HTTP status; 0 when the server was not reached or its answer could not be read. */
  readonly status: number;
  readonly requestId: string | undefined;
  /** Which refusal of its code it was, if the server says so; it may be one that is not known here. */
  readonly reason: string | undefined;
  /** Of `rate_limited`: how long nothing more is heard. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: ErrorCode,
    status: number,
    detail?: string,
    requestId?: string,
    reason?: string,
    retryAfterMs?: number,
  ) {
    super(detail);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.reason = reason;
    this.retryAfterMs = retryAfterMs;
  }
}

export interface ApiOptions {
  /** Origin of the server, without a trailing slash; empty for the page's own. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch;
  /** A customer's bearer token, asked at each request; without it the browser's cookie goes along. */
  readonly token?: () => Promise<string>;
}

export interface Request<Answer> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** With its query, from `/api/…` on. */
  readonly path: string;
  readonly body?: object;
  readonly answer: Decoder<Answer>;
}

const TIMEOUT_MS = 15_000;

const problem = object({ code: errorCode }, { detail: string, requestId: string, reason: string });

/**
 * Sends one request.
 * @throws ApiError for every refusal, a lost network and an answer of another shape
 */
export async function call<Answer>(api: ApiOptions, request: Request<Answer>): Promise<Answer> {
  const token = await api.token?.();
  const headers = new Headers({ accept: "application/json" });
  if (token) headers.set("authorization", `Bearer ${token}`);
  if (request.body) headers.set("content-type", "application/json");
  const init: RequestInit = {
    method: request.method,
    headers,
    // A customer is known by the token alone: the shop's page and Edgedesk may be of different origins.
    credentials: api.token ? "omit" : "same-origin",
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(request.body && { body: JSON.stringify(request.body) }),
  };
  const { response, json } = await read(api, `${api.baseUrl}${request.path}`, init);
  if (!response.ok) throw refusal(response, json);
  const answer = attempt(request.answer, json);
  if (answer === undefined) throw new ApiError("unavailable", 0);
  return answer;
}

async function read(api: ApiOptions, url: string, init: RequestInit) {
  try {
    const response = await api.fetch(url, init);
    const json: unknown = await response.json().catch(() => undefined);
    return { response, json };
  } catch {
    throw new ApiError("unavailable", 0);
  }
}

/** A problem of ours (RFC 9457), or what the status says when something in between answered. */
function refusal(response: Response, json: unknown): ApiError {
  const known = attempt(problem, json);
  const code = known?.code ?? codeOfStatus(response.status);
  const retryAfterS = Number(response.headers.get("retry-after") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(retryAfterS) ? retryAfterS * 1_000 : undefined;
  return new ApiError(code, response.status, known?.detail, known?.requestId, known?.reason, retryAfterMs);
}

function codeOfStatus(status: number): ErrorCode {
  const codes = Object.keys(HTTP_STATUS_OF_CODE) as ErrorCode[];
  return codes.find((code) => HTTP_STATUS_OF_CODE[code] === status) ?? (status >= 500 ? "unavailable" : "bad_frame");
}

/** Why a socket's upgrade was refused, from the same question asked by HTTP; `undefined` when it may succeed later. */
export function endReasonOf(error: unknown): "session" | "forbidden" | "gone" | undefined {
  if (!(error instanceof ApiError)) return undefined;
  if (error.code === "unauthenticated") return "session";
  if (error.code === "forbidden") return "forbidden";
  return error.code === "not_found" ? "gone" : undefined;
}
