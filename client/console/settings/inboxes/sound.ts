/** Whether an inbox could be saved as it stands on the page: what is wrong stands at its field. */
import { carriesWhite, isColor } from "#protocol/accent";
import type { InboxSettingsAnswer } from "#protocol/http-inbox-settings";
import { isHoursSound } from "./hours-draft.ts";

export function isSound({ name, accent, privacyUrl, openingHours }: InboxSettingsAnswer): boolean {
  return (
    name.trim() !== "" &&
    (accent === undefined || (isColor(accent) && carriesWhite(accent))) &&
    (privacyUrl === undefined || isPageAddress(privacyUrl)) &&
    (openingHours === undefined || isHoursSound(openingHours.intervals))
  );
}

export function isPageAddress(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === "https:";
}
