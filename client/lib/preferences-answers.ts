/** Hand decoder of an agent's preferences; held equal to `#protocol/http-preferences` by `preferences-answers.test.ts`. */
import { ACCENTS, DENSITIES, LOCALES, QUICK_ACTIONS, SEND_KEYS, THEMES } from "#protocol/constants";
import type { KeptPreferences, Preferences } from "#protocol/http-preferences";
import { array, boolean, type Decoder, object, oneOf } from "./decoder.ts";
import { count } from "./nouns.ts";

export const preferences: Decoder<Preferences> = object(
  {
    theme: oneOf(...THEMES),
    accent: oneOf(...ACCENTS),
    density: oneOf(...DENSITIES),
    sendKey: oneOf(...SEND_KEYS),
    quickBar: array(oneOf(...QUICK_ACTIONS)),
    notifications: object({ assigned: boolean, message: boolean, mention: boolean, alert: boolean }),
    desktopOffered: boolean,
    sounds: object({ assigned: boolean, message: boolean, volume: count }),
    wrapUpSeconds: count,
  },
  { locale: oneOf(...LOCALES) },
);

export const keptPreferences: Decoder<KeptPreferences> = object({ preferences, version: count });
