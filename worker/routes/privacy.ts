/** Routes: consent, retention, export and erasure. */

import type { Route } from "#worker/define-route";
import { consentRoutes } from "#worker/routes/privacy-consent";
import { privacyRequestRoutes } from "#worker/routes/privacy-requests";
import { retentionRoutes } from "#worker/routes/privacy-retention";

export const privacyRoutes: readonly Route[] = [...privacyRequestRoutes, ...consentRoutes, ...retentionRoutes];
