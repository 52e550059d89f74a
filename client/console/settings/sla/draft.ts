/** A service level as it is edited: spans as a number of units, lists as they are ticked. Pure. */
import { MAX_TARGET_MS } from "#protocol/constants";
import type { SlaPolicyContent } from "#protocol/http-sla";

export const UNITS = ["second", "minute", "hour", "day"] as const;
export type Unit = (typeof UNITS)[number];
const UNIT_MS: Record<Unit, number> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** What is typed, which may be nothing (not promised) or no number. */
export interface SpanDraft {
  readonly amount: string;
  readonly unit: Unit;
}

/** In the greatest unit that gives a whole number. */
export function spanOf(ms: number | undefined, unit: Unit = "minute"): SpanDraft {
  if (ms === undefined) return { amount: "", unit };
  const fitting = UNITS.findLast((each) => ms > 0 && ms % UNIT_MS[each] === 0) ?? unit;
  return { amount: String(ms / UNIT_MS[fitting]), unit: fitting };
}

/** @returns undefined for nothing, NaN for what cannot be promised */
export function msOf({ amount, unit }: SpanDraft, leastMs = 1_000): number | undefined {
  if (amount.trim() === "") return undefined;
  const ms = Math.round(Number(amount.replace(",", ".")) * UNIT_MS[unit]);
  return ms >= leastMs && ms <= MAX_TARGET_MS ? ms : Number.NaN;
}

const CHAIN: SlaPolicyContent["escalation"] = [
  { to: "agent", afterMs: 0 },
  { to: "supervisor", afterMs: 10 * UNIT_MS.minute },
  { to: "qa", afterMs: UNIT_MS.hour },
];
const BLANK: SlaPolicyContent = {
  ...{ appliesTo: "conversations", ticketTypes: [] },
  ...{ name: "", channels: [], priorities: [], tiers: [], warnPercent: 75, onReopen: "continue" },
  escalation: CHAIN,
};

export const PRESETS = ["blank", "phone", "chat", "email", "marketplace"] as const;
export type Preset = (typeof PRESETS)[number];

/** What most shops begin with: a phone rings, a chat waits for minutes, a mail for hours. */
export function presetOf(preset: Preset): SlaPolicyContent {
  const { second, minute, hour, day } = UNIT_MS;
  switch (preset) {
    case "blank":
      return BLANK;
    case "phone":
      return { ...BLANK, channels: ["phone"], firstResponseMs: 30 * second, resolutionMs: 4 * hour };
    case "chat":
      return {
        ...{ ...BLANK, channels: ["chat"] },
        ...{ firstResponseMs: 3 * minute, nextResponseMs: 5 * minute, resolutionMs: 8 * hour },
      };
    case "email":
      return {
        ...{ ...BLANK, channels: ["email"] },
        ...{ firstResponseMs: 4 * hour, nextResponseMs: 8 * hour, resolutionMs: 3 * day },
      };
    case "marketplace":
      return {
        ...{ ...BLANK, channels: ["chat"], reminderMs: 100 * second },
        ...{ firstResponseMs: 3 * minute, nextResponseMs: 3 * minute },
      };
  }
}
