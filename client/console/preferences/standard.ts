/** What holds for whoever never chose; a test holds it equal to the defaults of `#protocol/http-preferences`. */
import type { Preferences } from "#protocol/http-preferences";

export const STANDARD: Preferences = {
  theme: "auto",
  accent: "indigo",
  density: "comfortable",
  sendKey: "enter",
  quickBar: ["canned", "emoji", "mention"],
  notifications: { assigned: true, message: true, mention: true, alert: true },
  desktopOffered: false,
  sounds: { assigned: true, message: true, volume: 60 },
  wrapUpSeconds: 0,
};
