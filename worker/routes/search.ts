/** Routes: search over messages. */
import type { Route } from "#worker/define-route";

export const searchRoutes: readonly Route[] = [];
