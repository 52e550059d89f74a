import { Select } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { routingWords } from "#client/i18n/console-routing.ts";
import { MAX_SKILL_LEVEL } from "#protocol/constants";
import type { Skill } from "#protocol/http-routing";
import { type SkillLevel, withLevel } from "./draft.ts";
import classes from "./routing.module.css";

const LEVELS = Array.from({ length: MAX_SKILL_LEVEL }, (_, index) => index + 1);

interface SkillLevelsProps {
  readonly label: string;
  readonly known: readonly Skill[];
  readonly skills: readonly SkillLevel[];
  /** How many can be chosen. */
  readonly most: number;
  readonly onChange: (skills: SkillLevel[]) => void;
}

/** Each skill of the shop with the level at which somebody has it, or work asks for it. */
export function SkillLevels({ label, known, skills, most, onChange }: SkillLevelsProps) {
  const { t, locale } = useWordsOf(routingWords);
  const none = { value: "0", label: t("routing.level.none") };
  const levels = [none, ...LEVELS.map((level) => ({ value: String(level), label: t("routing.level", { level }) }))];
  return (
    <fieldset className={classes.levels}>
      <legend>{label}</legend>
      {known.map(({ id, names }) => {
        const level = skills.find(({ skillId }) => skillId === id)?.level ?? 0;
        return (
          <div key={id} className={classes.level}>
            <span className="ellipsis">{names[locale]}</span>
            <Select
              aria-label={names[locale]}
              data={levels}
              value={String(level)}
              onChange={(chosen) => onChange(withLevel(skills, id, Number(chosen)))}
              disabled={level === 0 && skills.length >= most}
              allowDeselect={false}
              openOnFocus={false}
              data-testid="skill-level"
            />
          </div>
        );
      })}
    </fieldset>
  );
}
