/** What an agent chose, as this browser remembers it: so that the next page is drawn as they like it before the server has said so. */
import { kept } from "#client/console/kept.ts";
import { attemptJson, object, string } from "#client/lib/decoder.ts";
import { keptPreferences } from "#client/lib/preferences-answers.ts";
import type { KeptPreferences, Preferences } from "#protocol/http-preferences";

/** Under which Mantine remembers the theme. */
export const THEME_KEY = "edgedesk.theme";
const KEY = "edgedesk.preferences";
const cached = object({ agentId: string, kept: keptPreferences });

/** @returns what is remembered of this agent; of whoever was here last, if none is named */
export function rememberedPreferences(agentId?: string): KeptPreferences | undefined {
  const found = attemptJson(cached, kept.get(KEY) ?? "");
  return found !== undefined && (agentId === undefined || agentId === found.agentId) ? found.kept : undefined;
}

export function rememberPreferences(agentId: string, preferences: KeptPreferences): void {
  kept.set(KEY, JSON.stringify({ agentId, kept: preferences }));
}

/** Accent and density are attributes of the page, which the style sheets go by. */
export function dressPage({ accent, density }: Pick<Preferences, "accent" | "density">): void {
  const { dataset } = document.documentElement;
  dataset.accent = accent;
  dataset.density = density;
}
