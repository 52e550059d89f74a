import { ActionIcon, Select } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { MAX_SKILL_LEVEL, PRIORITIES } from "#protocol/constants";
import type { RuleAction } from "#protocol/http-rules";
import { CONVERSATION_ONLY_ACTIONS, RULE_ACTIONS, type RuleKind } from "#protocol/rule-constants";
import { blankAction } from "./draft.ts";
import classes from "./rules.module.css";
import type { Option, RuleWords } from "./use-rule-words.ts";

interface ActionRowProps {
  readonly action: RuleAction;
  readonly appliesTo: RuleKind;
  readonly words: RuleWords;
  readonly error: string | undefined;
  /** Undefined: it is taken away. */
  readonly onChange: (action: RuleAction | undefined) => void;
}

/** One thing that a rule does: “Give it to team Returns”. */
export function ActionRow({ action, appliesTo, words, error, onChange }: ActionRowProps) {
  const { t } = words;
  const names = RULE_ACTIONS.filter(
    (each) => appliesTo === "conversation" || each === action.do || !CONVERSATION_ONLY_ACTIONS.includes(each),
  );
  return (
    <li className={classes.part} data-testid="action">
      <div className={classes.line}>
        <Select
          aria-label={t("rules.action")}
          data={names.map((each) => ({ value: each, label: t(`rules.do.${each}`) }))}
          value={action.do}
          allowDeselect={false}
          onChange={(value) => {
            const next = RULE_ACTIONS.find((each) => each === value);
            if (next !== undefined) onChange(blankAction(next));
          }}
          data-testid="action-name"
        />
        <Target action={action} words={words} onChange={onChange} />
        <ActionIcon aria-label={t("rules.removeAction")} onClick={() => onChange(undefined)}>
          <Icon name="x" size={16} />
        </ActionIcon>
      </div>
      {action.do === "skill" && (
        <Select
          label={t("rules.level")}
          data={Array.from({ length: MAX_SKILL_LEVEL }, (_, index) => String(index + 1))}
          value={String(action.level)}
          allowDeselect={false}
          onChange={(value) => onChange({ ...action, level: Number(value ?? 1) })}
        />
      )}
      {error !== undefined && (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      )}
    </li>
  );
}

function Target({ action, words, onChange }: Pick<ActionRowProps, "action" | "words" | "onChange">) {
  const { t, options } = words;
  const chosen = (data: readonly Option[], value: string, onChosen: (value: string) => void) => (
    <Select
      aria-label={t("rules.value")}
      data={[...data]}
      value={value === "" ? null : value}
      allowDeselect={false}
      searchable={data.length > SEARCHED}
      onChange={(next) => next !== null && onChosen(next)}
      data-testid="action-value"
    />
  );
  switch (action.do) {
    case "team":
      return chosen(options.team, action.teamId, (teamId) => onChange({ ...action, teamId }));
    case "priority":
      return chosen(
        PRIORITIES.map((each) => ({ value: each, label: t(`priority.${each}`) })),
        action.priority,
        (value) => onChange({ ...action, priority: PRIORITIES.find((each) => each === value) ?? "normal" }),
      );
    case "skill":
      return chosen(options.skill, action.skillId, (skillId) => onChange({ ...action, skillId }));
    case "label":
      return chosen(options.label, action.labelId, (labelId) => onChange({ ...action, labelId }));
    case "sla":
      return chosen(options.policy, action.policyId, (policyId) => onChange({ ...action, policyId }));
    case "notifyPerson":
      return chosen(options.person, action.agentId, (agentId) => onChange({ ...action, agentId }));
    case "ticket":
      return chosen(options.type, action.type, (type) => onChange({ ...action, type }));
    case "notifySupervisors":
      return <span />;
  }
}

/** In a longer list somebody types. */
const SEARCHED = 8;
