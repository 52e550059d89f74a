/** What the console asks about calendars and service levels. All throw ApiError; `conflict` if somebody else was faster. */
import type { Calendar, CalendarContent, SlaPolicy, SlaPolicyContent } from "#protocol/http-sla";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import { calendar, calendarList, slaPolicy, slaPolicyList } from "./sla-answers.ts";

const CALENDARS = "/api/v1/admin/calendars";
const POLICIES = "/api/v1/admin/sla-policies";

/** Which one is changed, as it was seen. */
type Seen = Pick<Calendar, "id" | "version">;

export async function calendars(api: ApiOptions): Promise<Calendar[]> {
  return (await call(api, { method: "GET", path: CALENDARS, answer: calendarList })).items;
}

/** @param seen absent: a new one */
export function saveCalendar(api: ApiOptions, seen: Seen | undefined, content: CalendarContent): Promise<Calendar> {
  if (seen === undefined) return call(api, { method: "POST", path: CALENDARS, body: content, answer: calendar });
  const body = { ...content, version: seen.version };
  return call(api, { method: "PUT", path: `${CALENDARS}/${seen.id}`, body, answer: calendar });
}

export async function deleteCalendar(api: ApiOptions, { id, version }: Seen): Promise<void> {
  await call(api, { method: "DELETE", path: `${CALENDARS}/${id}?version=${version}`, answer: object({}) });
}

/** In the order in which they are tried. */
export async function slaPolicies(api: ApiOptions): Promise<SlaPolicy[]> {
  return (await call(api, { method: "GET", path: POLICIES, answer: slaPolicyList })).items;
}

/** @param seen absent: a new one, the last in order */
export function saveSlaPolicy(api: ApiOptions, seen: Seen | undefined, content: SlaPolicyContent): Promise<SlaPolicy> {
  if (seen === undefined) return call(api, { method: "POST", path: POLICIES, body: content, answer: slaPolicy });
  const body = { ...content, version: seen.version };
  return call(api, { method: "PUT", path: `${POLICIES}/${seen.id}`, body, answer: slaPolicy });
}

/** @param ids all of them */
export async function orderSlaPolicies(api: ApiOptions, ids: readonly string[]): Promise<SlaPolicy[]> {
  return (await call(api, { method: "PUT", path: POLICIES, body: { ids }, answer: slaPolicyList })).items;
}

export async function deleteSlaPolicy(api: ApiOptions, { id, version }: Seen): Promise<void> {
  await call(api, { method: "DELETE", path: `${POLICIES}/${id}?version=${version}`, answer: object({}) });
}
