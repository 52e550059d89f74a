/** The HTTP half of the contract: accounts, invitations and roles. */
import type { Operation } from "#protocol/operation";

export const accountsOperations = {} as const satisfies Record<string, Operation>;
