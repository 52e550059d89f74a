/** What is set of a team or known of a person, in one line. */
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { routingWords } from "#client/i18n/console-routing.ts";
import { dateFormat } from "#client/i18n/formatters.ts";
import type { RoutingSettings } from "#protocol/http-routing";
import type { ManagedTeam } from "#protocol/http-teams";
import { PLAIN_ABILITIES, PLAIN_ROUTING } from "./draft.ts";

const SOON_MS = 30_000;

export function useSummaries(settings: RoutingSettings, teams: readonly ManagedTeam[]) {
  const { t, locale } = useWordsOf(routingWords);
  const nowMs = useNow(SOON_MS);

  function ofTeam(id: string): string {
    const { manualUntilMs, needs, overflow, ticketsHandedOut } =
      settings.teams.find(({ teamId }) => teamId === id)?.routing ?? PLAIN_ROUTING;
    const facts: string[] = [];
    if (manualUntilMs !== undefined && manualUntilMs > nowMs) {
      const time = dateFormat(locale, { dateStyle: "short", timeStyle: "short" }).format(manualUntilMs);
      facts.push(t("routing.team.manual", { time }));
    }
    if (needs.length > 0) facts.push(t("routing.team.asks"));
    if (overflow !== undefined) {
      const team = teams.find((each) => each.id === overflow.teamId)?.name ?? overflow.teamId;
      facts.push(t("routing.team.overflow", { team }));
    }
    if (ticketsHandedOut !== undefined) facts.push(t("routing.team.tickets"));
    return facts.length === 0 ? t("routing.team.plain") : facts.join(" · ");
  }

  function ofAgent(id: string): string {
    const {
      skills,
      languages = [],
      regions = [],
    } = settings.agents.find(({ agentId }) => agentId === id)?.abilities ?? PLAIN_ABILITIES;
    const named = skills.flatMap(({ skillId, level }) => {
      const names = settings.skills.find((skill) => skill.id === skillId)?.names;
      return names === undefined ? [] : [`${names[locale]} ${level}`];
    });
    const facts = [...languages.map((language) => t(`routing.languages.${language}`)), ...regions, ...named];
    return facts.length === 0 ? t("routing.person.any") : facts.join(" · ");
  }

  return { ofTeam, ofAgent };
}
