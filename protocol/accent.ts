/** Accent colours by WCAG 2.2: what white text stands on, and how much darker a colour has to be for that. Without zod. */

/** Of text, level AA (success criterion 1.4.3). */
export const MIN_TEXT_CONTRAST = 4.5;

const ACCENT = /^#[0-9a-f]{6}$/;

/** `#rrggbb` in lower case. */
export function isColor(text: string): boolean {
  return ACCENT.test(text);
}

/** @param color `#rrggbb`. @returns the contrast of white text on it, 1 to 21 */
export function contrastWithWhite(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map(linear);
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

export function carriesWhite(color: string): boolean {
  return contrastWithWhite(color) >= MIN_TEXT_CONTRAST;
}

/** The lightest colour of the same hue that white text can be read on: the colour itself, if it already is. */
export function darkened(color: string): string {
  if (carriesWhite(color)) return color;
  const channels = channelsOf(color);
  // In whole percents: 0 is black, which carries white.
  for (let percent = 99; percent > 0; percent--) {
    const darker = `#${channels.map((channel) => hex(Math.floor((channel * percent) / 100))).join("")}`;
    if (carriesWhite(darker)) return darker;
  }
  return "#000000";
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function hex(channel: number): string {
  return channel.toString(16).padStart(2, "0");
}

/** sRGB to linear light. */
function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
