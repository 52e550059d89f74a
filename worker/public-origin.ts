/** Where people reach this instance: for links in mail and whatever else must not go by what a request claims. */
import type { Environment } from "#worker/environment";

/** @returns an origin, e.g. `https://desk.example`; the request's own where none is configured */
export function publicOrigin(env: Pick<Environment, "PUBLIC_URL">, request: Request): string {
  return new URL(env.PUBLIC_URL === "" ? request.url : env.PUBLIC_URL).origin;
}
