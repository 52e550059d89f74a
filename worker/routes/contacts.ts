/** Routes: what staff see of a customer. */
import type { Route } from "#worker/define-route";

export const contactsRoutes: readonly Route[] = [];
