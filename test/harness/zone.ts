/** Time zones for tests that speak of today: at any hour there is one in which the day is neither new nor nearly over. */

const EARLY_HOUR = 4;
const LATE_HOUR = 16;

/**
 * @returns an IANA zone in which it is between four in the morning and four in the afternoon now: what was done a moment ago
 *   and what is to be done in an hour are of today, also if the next call gives the other zone
 */
export function zoneByDay(now = new Date()): string {
  const hour = now.getUTCHours();
  return hour >= EARLY_HOUR && hour < LATE_HOUR ? "UTC" : "Etc/GMT+12";
}
