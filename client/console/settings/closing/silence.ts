/** For how long a customer may say nothing before it is closed. */
const DAYS = [24, 48, 72, 96, 120, 144, 168];

/** Whole days, and whatever was set by another way. */
export function silenceChoices(set: number): number[] {
  return DAYS.includes(set) ? DAYS : [...DAYS, set].sort((a, b) => a - b);
}
