import { useWordsOf } from "#client/console/words.tsx";
import { supportTierWords } from "#client/i18n/console-support-tiers.ts";
import { offeredToMany, tierValue } from "./offered.ts";

interface TierChoices {
  /** As a select takes them; none of a shop that has one line. */
  readonly groups: readonly { readonly group: string; readonly items: { value: string; label: string }[] }[];
  /** What is to be chosen then, and what is said where it was not; absent without lines. */
  readonly choose?: string;
  readonly missing?: string;
}

const NOTHING: TierChoices = { groups: [] };

type Parts = Parameters<typeof offeredToMany>;

/** The lines of support among the receivers of a transfer. @param works of one piece of work, or of many at once */
export function useTierChoices(directory: Parts[0], ...works: Parts[1]): TierChoices {
  const { t, locale } = useWordsOf(supportTierWords);
  const list = new Intl.ListFormat(locale, { type: "unit", style: "short" });
  const items = offeredToMany(directory, works).map(({ tier, teams }) => ({
    value: tierValue(tier),
    label: t("supportTier.option", {
      line: t(`supportTier.${tier}`),
      teams: list.format(teams.map(({ name }) => name)),
    }),
  }));
  if (items.length === 0) return NOTHING;
  return {
    groups: [{ group: t("supportTier.group"), items }],
    choose: t("supportTier.choose"),
    missing: t("supportTier.missing"),
  };
}
