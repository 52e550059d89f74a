/** The HTTP half of the contract: the audit log. */
import type { Operation } from "#protocol/operation";

export const auditOperations = {} as const satisfies Record<string, Operation>;
