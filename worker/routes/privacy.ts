/** Routes: consent, retention, export and erasure. */
import type { Route } from "#worker/define-route";

export const privacyRoutes: readonly Route[] = [];
