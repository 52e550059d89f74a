/** Routes: the key ring. */
import type { Route } from "#worker/define-route";

export const keysRoutes: readonly Route[] = [];
