/** Routes: one's own sign-in: password, second factor, passkeys, sessions. */
import type { Route } from "#worker/define-route";
import { passkeyRoutes } from "#worker/routes/passkeys";
import { passwordRoutes } from "#worker/routes/passwords";
import { roleSecurityRoutes } from "#worker/routes/role-security";
import { secondFactorRoutes } from "#worker/routes/second-factor";
import { sessionRoutes } from "#worker/routes/sessions";

export const securityRoutes: readonly Route[] = [
  ...passwordRoutes,
  ...secondFactorRoutes,
  ...passkeyRoutes,
  ...sessionRoutes,
  ...roleSecurityRoutes,
];
