/** Routes: the audit log. */
import type { Route } from "#worker/define-route";

export const auditRoutes: readonly Route[] = [];
