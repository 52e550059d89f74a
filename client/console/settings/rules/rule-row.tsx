import { ActionIcon, Menu, Switch } from "@mantine/core";
import frame from "#client/console/settings/frame.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import type { RoutingRule, RuleFlaw } from "#protocol/http-rules";
import classes from "./rules.module.css";
import type { RuleWords } from "./use-rule-words.ts";

interface RuleRowProps {
  readonly rule: RoutingRule;
  readonly flaws: readonly RuleFlaw[];
  readonly words: RuleWords;
  readonly nameOf: (ruleId: string | undefined) => string;
  readonly onUp: (() => void) | undefined;
  readonly onDown: (() => void) | undefined;
  readonly onToggle: () => void;
  readonly onEdit: () => void;
  readonly onCopy: () => void;
  readonly onDelete: () => void;
}

/** One rule in a sentence, with what is wrong with it. */
export function RuleRow(props: RuleRowProps) {
  const { rule, flaws, words, nameOf, onEdit } = props;
  const { t, sayRule, sayFlaw } = words;
  const { name } = rule;
  return (
    <li className={classes.row} data-testid="rule">
      <Switch checked={rule.enabled} onChange={props.onToggle} aria-label={t("rules.on", { name })} />
      <div className={classes.what}>
        <span className={classes.head}>
          <button type="button" className={frame.name} onClick={onEdit} data-testid="rule-edit">
            <span className="ellipsis">{name}</span>
          </button>
          <span className={classes.kind}>{t(`rules.for.${rule.appliesTo}`)}</span>
        </span>
        <span className={classes.quiet}>{sayRule(rule)}</span>
        {flaws.map((flaw) => (
          <span key={`${flaw.reason}${flaw.part}${flaw.index}`} className={classes.wrong} data-testid="rule-flaw">
            <Icon name="warn" size={14} /> {sayFlaw(flaw, nameOf(flaw.otherRuleId))}
          </span>
        ))}
      </div>
      <span className={classes.order}>
        {(["up", "down"] as const).map((way) => {
          const move = way === "up" ? props.onUp : props.onDown;
          return (
            <ActionIcon
              key={way}
              onClick={move}
              disabled={move === undefined}
              aria-label={t(`rules.${way}`, { name })}
              data-testid={`rule-${way}`}
            >
              <Icon name={way} />
            </ActionIcon>
          );
        })}
      </span>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("rules.menu", { name })} data-testid="rule-menu">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Icon name="edit" size={16} />} onClick={onEdit}>
            {t("rules.edit")}
          </Menu.Item>
          <Menu.Item leftSection={<Icon name="copy" size={16} />} onClick={props.onCopy}>
            {t("rules.copy")}
          </Menu.Item>
          <Menu.Item
            data-danger
            leftSection={<Icon name="trash" size={16} />}
            onClick={props.onDelete}
            data-testid="rule-delete"
          >
            {t("rules.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
