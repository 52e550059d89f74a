/** Whose day it is: that of the clock on the reader's wall. */
export function zoneOfReader(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
