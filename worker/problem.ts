/** Refusals and breakage as problem+json (RFC 9457). Never holds a stack trace or what the client sent. */

import { type Failure, wireError } from "#domain/failures";
import { HTTP_STATUS_OF_CODE } from "#protocol/constants";
import type { Problem } from "#protocol/http";

export interface ProblemExtras {
  /** Which part of the request was refused, e.g. `content: too short`. */
  readonly detail?: string | undefined;
  readonly requestId?: string | undefined;
  readonly headers?: Record<string, string>;
  /** Where HTTP has a status of its own for it (405, 426) that the codes do not. */
  readonly status?: number;
}

export function problemResponse(failure: Failure, extras: ProblemExtras = {}): Response {
  const { code, message, reason } = wireError(failure);
  const status = extras.status ?? HTTP_STATUS_OF_CODE[code];
  const body: Problem = {
    type: `urn:edgedesk:problem:${code}`,
    title: message,
    status,
    code,
    ...(reason === undefined ? {} : { reason }),
    ...(extras.detail === undefined ? {} : { detail: extras.detail }),
    ...(extras.requestId === undefined ? {} : { requestId: extras.requestId }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...extras.headers, "content-type": "application/problem+json", "cache-control": "no-store" },
  });
}
