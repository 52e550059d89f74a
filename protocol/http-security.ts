/** The HTTP half of the contract: one's own sign-in: password, second factor, passkeys, sessions. */
import type { Operation } from "#protocol/operation";

export const securityOperations = {} as const satisfies Record<string, Operation>;
