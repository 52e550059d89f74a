/** The HTTP half of the contract: what staff see of a customer. */
import type { Operation } from "#protocol/operation";

export const contactsOperations = {} as const satisfies Record<string, Operation>;
