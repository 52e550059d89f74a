/** Every word that the open widget says, by the part that says it. The build gives each language scripts of its own. */
import { commonWords } from "#client/i18n/common.ts";
import { launcherWords } from "#client/i18n/launcher.ts";
import { joinWords } from "#client/i18n/translate.ts";
import { widgetWords } from "#client/i18n/widget.ts";
import { widgetRequestWords } from "#client/i18n/widget-requests.ts";
import { widgetThreadWords } from "#client/i18n/widget-thread.ts";

/** Of what opens first. */
export const words = joinWords(launcherWords, widgetWords);
/** Of the thread. */
export const threadWords = joinWords(commonWords, widgetThreadWords);
/** Of requests. */
export const requestWords = widgetRequestWords;
