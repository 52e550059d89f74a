/**
 * better-auth's endpoints, by path under `/api/auth`. What we offer is mounted one by one; the rest is closed and never
 * reaches the library. A test holds this list equal to what the library has.
 */
import { defineEndpoints } from "#domain/identity/define";

export const AUTH_BASE_PATH = "/api/auth";

export const authEndpoints = defineEndpoints({
  "/sign-in/email": { permission: "public" },
  "/sign-out": { permission: "account.own" },
  /** Answers null to whoever has no session. */
  "/get-session": { permission: "public" },

  "/sign-in/social": { permission: "closed" },
  "/callback/:id": { permission: "closed" },
  /** Accounts are made by administrators. */
  "/sign-up/email": { permission: "closed" },
  "/reset-password": { permission: "closed" },
  "/reset-password/:token": { permission: "closed" },
  "/request-password-reset": { permission: "closed" },
  "/verify-password": { permission: "closed" },
  "/verify-email": { permission: "closed" },
  "/send-verification-email": { permission: "closed" },
  "/change-email": { permission: "closed" },
  "/change-password": { permission: "closed" },
  "/update-session": { permission: "closed" },
  /** Roles and teams stand in the same row. */
  "/update-user": { permission: "closed" },
  "/delete-user": { permission: "closed" },
  "/delete-user/callback": { permission: "closed" },
  "/list-sessions": { permission: "closed" },
  "/revoke-session": { permission: "closed" },
  "/revoke-sessions": { permission: "closed" },
  "/revoke-other-sessions": { permission: "closed" },
  "/link-social": { permission: "closed" },
  "/list-accounts": { permission: "closed" },
  "/unlink-account": { permission: "closed" },
  "/refresh-token": { permission: "closed" },
  "/get-access-token": { permission: "closed" },
  "/account-info": { permission: "closed" },
  "/ok": { permission: "closed" },
  "/error": { permission: "closed" },
});
