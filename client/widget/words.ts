/** Every word that the open widget says. The build gives each language a script of its own, with these words in it alone. */
import { commonWords } from "#client/i18n/common.ts";
import { launcherWords } from "#client/i18n/launcher.ts";
import { joinWords } from "#client/i18n/translate.ts";
import { widgetWords } from "#client/i18n/widget.ts";

export const words = joinWords(launcherWords, joinWords(commonWords, widgetWords));
