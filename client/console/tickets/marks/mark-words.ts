import { ticketMarkWords } from "#client/i18n/console-ticket-marks.ts";
import { ticketWords } from "#client/i18n/console-tickets.ts";
import { joinWords } from "#client/i18n/translate.ts";

/** What there is to be called, and how it is said: joined once, for a list has many marks. */
export const markWords = joinWords(ticketWords, ticketMarkWords);
