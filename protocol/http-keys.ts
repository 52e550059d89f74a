/** The HTTP half of the contract: the key ring. */
import type { Operation } from "#protocol/operation";

export const keysOperations = {} as const satisfies Record<string, Operation>;
