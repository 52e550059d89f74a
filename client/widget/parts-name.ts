/** The registry of the widget's scripts, by the origin that they come from: a global of the loader's, see `parts.ts`. */
export const PARTS = "edgedeskParts";
