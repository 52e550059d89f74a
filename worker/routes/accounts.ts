/** Routes: accounts, invitations and roles. */
import type { Route } from "#worker/define-route";

export const accountsRoutes: readonly Route[] = [];
