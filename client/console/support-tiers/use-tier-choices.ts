import { useWordsOf } from "#client/console/words.tsx";
import { supportTierWords } from "#client/i18n/console-support-tiers.ts";
import { offeredTiers, tierValue } from "./offered.ts";

/** The lines of support among the receivers of a transfer, as a select takes them; none of a shop that has one line. */
export function useTierChoices(...[directory, work]: Parameters<typeof offeredTiers>) {
  const { t, locale } = useWordsOf(supportTierWords);
  const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  const items = offeredTiers(directory, work).map(({ tier, teams }) => ({
    value: tierValue(tier),
    label: t("supportTier.option", {
      line: t(`supportTier.${tier}`),
      teams: list.format(teams.map(({ name }) => name)),
    }),
  }));
  return items.length === 0 ? [] : [{ group: t("supportTier.group"), items }];
}
