/** Routes: who may not write. */
import type { Route } from "#worker/define-route";

export const blocksRoutes: readonly Route[] = [];
