/** An actor's "no" to an upgrade. The worker words it as a problem; the actor only names the failure. */

import { type Failure, wireError } from "#domain/failures";
import { HTTP_STATUS_OF_CODE } from "#protocol/constants";

/** Header in which the worker finds the failure. */
export const FAILURE_HEADER = "x-edgedesk-failure";

export function refusedUpgrade(failure: Failure): Response {
  const status = HTTP_STATUS_OF_CODE[wireError(failure).code];
  return new Response(null, { status, headers: { [FAILURE_HEADER]: failure } });
}
