/** The HTTP half of the contract: search over messages. */
import type { Operation } from "#protocol/operation";

export const searchOperations = {} as const satisfies Record<string, Operation>;
