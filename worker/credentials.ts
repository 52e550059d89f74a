/** Where a request may carry a credential. */
import { BEARER_SUBPROTOCOL_PREFIX } from "#protocol/constants";

/** A customer's token: in the Authorization header or, since browsers set none on a WebSocket, as a subprotocol. */
export function bearerOf(headers: Headers): string | undefined {
  const [scheme, token, ...more] = (headers.get("authorization") ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer" && token !== undefined && more.length === 0) return token;
  return offeredSubprotocols(headers)
    .find((offered) => offered.startsWith(BEARER_SUBPROTOCOL_PREFIX))
    ?.slice(BEARER_SUBPROTOCOL_PREFIX.length);
}

/** The subprotocols a client offers on an upgrade. */
export function offeredSubprotocols(headers: Headers): string[] {
  return (headers.get("sec-websocket-protocol") ?? "").split(",").map((part) => part.trim());
}
