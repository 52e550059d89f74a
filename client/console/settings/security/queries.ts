/** What the page about one's own sign-in shows; read anew after each change. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { readRoleSecurity, readSecurity, sessions } from "#client/lib/security-api.ts";

export const securityQuery = queryOptions({ queryKey: ["security"], queryFn: () => readSecurity(api) });
export const sessionsQuery = queryOptions({ queryKey: ["security", "sessions"], queryFn: () => sessions(api) });
export const roleSecurityQuery = queryOptions({ queryKey: ["role-security"], queryFn: () => readRoleSecurity(api) });
