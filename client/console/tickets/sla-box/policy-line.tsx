import { useWordsOf } from "#client/console/words.tsx";
import { slaBoxWords } from "#client/i18n/console-sla-box.ts";
import { dateFormat, numberFormat } from "#client/i18n/formatters.ts";
import type { TicketClocks } from "#protocol/http-ticket-clocks";
import { dayGroups, hoursAWeek } from "./hours.ts";
import classes from "./sla-box.module.css";

type Policy = NonNullable<TicketClocks["policy"]>;
type Hours = NonNullable<Policy["hours"]>;

/** Beyond this many different days the calendar's name says more than all of them. */
const MAX_GROUPS = 2;

/** What promises it, and the hours in which time counts: "Gold · Mon to Sat 09:00–18:00". */
export function PolicyLine({ policy: { name, hours } }: { policy: Policy }) {
  const { t } = useWordsOf(slaBoxWords);
  const inWords = useHours();
  const counted = hours === undefined ? t("slaBox.always") : inWords(hours);
  const parts = [name, counted].filter((part) => part !== undefined);
  return (
    <p className={classes.policy} data-testid="sla-policy">
      {parts.join(" · ")}
    </p>
  );
}

function useHours() {
  const { t, locale } = useWordsOf(slaBoxWords);
  const dayName = (weekday: number) =>
    dateFormat(locale, { weekday: "short", timeZone: "UTC" }).format(Date.UTC(1970, 0, 4 + weekday));
  const daysOf = (fromDay: number, toDay: number) => {
    if (fromDay === toDay) return dayName(fromDay);
    if (fromDay === 1 && toDay === 7) return t("slaBox.everyDay");
    const days = { from: dayName(fromDay), to: dayName(toDay) };
    return t(toDay === fromDay + 1 ? "slaBox.daysPair" : "slaBox.days", days);
  };
  return ({ name, timeZone, intervals }: Hours): string => {
    const groups = dayGroups(intervals);
    const perWeek = numberFormat(locale, { maximumFractionDigits: 1 }).format(hoursAWeek(intervals));
    const said =
      groups.length > MAX_GROUPS
        ? [name, t("slaBox.hoursAWeek", { hours: perWeek })]
        : groups.map(({ fromDay, toDay, hours }) => t("slaBox.dayHours", { days: daysOf(fromDay, toDay), hours }));
    const inZone = timeZone === new Intl.DateTimeFormat().resolvedOptions().timeZone ? undefined : timeZone;
    return [...(groups.length === 0 ? [name ?? t("slaBox.noHours")] : said), inZone]
      .filter((part) => part !== undefined)
      .join(" · ");
  };
}
