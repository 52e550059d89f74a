/** The HTTP half of the contract: who may not write. */
import type { Operation } from "#protocol/operation";

export const blocksOperations = {} as const satisfies Record<string, Operation>;
