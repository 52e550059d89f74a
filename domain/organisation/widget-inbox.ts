/** What the widget is told of its inbox, from what is set and who is there. */
import { nextOpening, type OpeningHours, stateAt } from "#domain/organisation/opening-hours";
import type { WidgetTeam } from "#protocol/http-widget-inbox";

/** Faces that the widget has room for. */
export const MAX_SHOWN_PEOPLE = 3;

export interface TeamNow {
  readonly hours: OpeningHours | undefined;
  /** Those who are there, whoever would be asked first coming first. */
  readonly online: readonly { readonly id: string; readonly name: string }[];
  readonly usualReplySeconds: number | undefined;
}

/** Outside of opening hours nobody is promised, even if somebody is still there. */
export function widgetTeam({ hours, online, usualReplySeconds }: TeamNow, nowMs: number): WidgetTeam {
  const usual = usualReplySeconds === undefined ? {} : { usualReplySeconds };
  if (stateAt(hours, nowMs) === "closed") {
    const opensAtMs = nextOpening(hours, nowMs);
    const opens = opensAtMs === undefined ? {} : { opensAt: new Date(opensAtMs).toISOString() };
    return { people: [], state: "closed", ...opens, ...usual };
  }
  const people = online.slice(0, MAX_SHOWN_PEOPLE).map(({ id, name }) => ({ id, name }));
  return { people, state: online.length > 0 ? "online" : "away", ...usual };
}
