/** Stands in production's bundle where the demo's own server part is otherwise: nothing of the demo is there to be reached. */
import type * as demo from "#worker/demo/routes";

export const demoRoutes: typeof demo.demoRoutes = [];

export const isDemo: typeof demo.isDemo = () => false;
