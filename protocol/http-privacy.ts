/** The HTTP half of the contract: consent, retention, export and erasure. */
import type { Operation } from "#protocol/operation";

export const privacyOperations = {} as const satisfies Record<string, Operation>;
