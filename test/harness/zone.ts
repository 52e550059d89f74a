/** Time zones for tests that speak of today: at any hour there is one in which the day is far from over. */

const LATE_HOUR = 16;

/** @returns an IANA zone in which it is before four in the afternoon now, so that what is an hour ahead is today */
export function zoneByDay(now = new Date()): string {
  return now.getUTCHours() < LATE_HOUR ? "UTC" : "Etc/GMT+12";
}
