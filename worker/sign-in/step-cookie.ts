/** Between the two steps of signing in: a cookie that says whose password was right. It opens nothing else. */
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { database } from "#domain/database";
import { insertTicket, TICKET_TOKEN_BYTES, TICKET_TTL_MS, ticket } from "#domain/identity/tickets";
import { cookieNameAt, isSecure } from "#worker/auth";
import type { AppContext } from "#worker/environment";
import { randomToken } from "#worker/sign-in/begin";

/** It is wanted beneath one path alone, but its name asks for all of them. */
const PATH = "/";

export function nameOfStep(c: AppContext): string {
  return cookieNameAt(c.req.url, "second_factor");
}

/** Sets the cookie. @returns the insert of its ticket, for the batch of the first step */
export function beginStep(c: AppContext, userId: string, nowMs: number) {
  const token = randomToken(TICKET_TOKEN_BYTES);
  setCookie(c, nameOfStep(c), token, {
    path: PATH,
    httpOnly: true,
    secure: isSecure(c.req.url),
    sameSite: "Strict",
    maxAge: TICKET_TTL_MS["second-factor"] / 1_000,
  });
  return insertTicket(database(c.env.DB), "second-factor", token, userId, nowMs);
}

/** @returns the cookie's token and whose password was right, or undefined if that is too long ago or was used */
export async function readStep(c: AppContext, nowMs: number): Promise<{ token: string; userId: string } | undefined> {
  const token = getCookie(c, nameOfStep(c));
  if (token === undefined) return undefined;
  const [found] = await ticket(database(c.env.DB), "second-factor", token, nowMs);
  return found && { token, userId: found.value };
}

export function endStep(c: AppContext): void {
  deleteCookie(c, nameOfStep(c), { path: PATH, secure: isSecure(c.req.url) });
}
