import type { CSSProperties } from "react";

interface AccentStyle extends CSSProperties {
  "--swatch": string;
}

/** A colour that somebody chose, for a style sheet to use: set as a property, which no policy for inline styles concerns. */
export function accentStyle(color: string): AccentStyle {
  return { "--swatch": color };
}
