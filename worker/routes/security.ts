/** Routes: one's own sign-in: password, second factor, passkeys, sessions. */
import type { Route } from "#worker/define-route";

export const securityRoutes: readonly Route[] = [];
