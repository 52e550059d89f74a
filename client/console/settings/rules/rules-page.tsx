import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import frame from "#client/console/settings/frame.module.css";
import { moved } from "#client/console/settings/labels/moved.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { rulesWords } from "#client/i18n/console-rules.ts";
import { settingsWords } from "#client/i18n/console-settings.ts";
import type { RoutingRule, RuleSettings } from "#protocol/http-rules";
import { newId } from "#protocol/ids";
import { MAX_RULES } from "#protocol/rule-constants";
import { blankRule, EXAMPLES, type Example, exampleRule, isWhole } from "./draft.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleRow } from "./rule-row.tsx";
import classes from "./rules.module.css";
import { TrialPanel } from "./trial-panel.tsx";
import { useRuleWords } from "./use-rule-words.ts";
import { rulesQuery, useFlaws, useSaveRules } from "./use-rules.ts";

/** Routing rules: put in order, tried on what there was, and saved together. */
export function RulesPage() {
  const { t } = useWordsOf(rulesWords);
  const { t: settingsText } = useWordsOf(settingsWords);
  const query = useQuery({ ...rulesQuery, refetchOnMount: "always" });
  useEffect(() => {
    document.title = `${settingsText("settings.rules")} · Edgedesk`;
  }, [settingsText]);
  if (query.data !== undefined && !(query.isFetching && query.isStale))
    return <Rules key={query.data.version} kept={query.data} />;
  return query.isError ? (
    <Notice alert icon={<Icon name="offline" />} title={t("rules.failed.title")} text={t("rules.failed.text")}>
      <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
    </Notice>
  ) : (
    <div className={frame.page} aria-busy="true">
      <span className="visually-hidden">{t("console.loading")}</span>
      <Skeleton height={40} />
      <Skeleton height={200} />
    </div>
  );
}

interface Open {
  readonly rule: RoutingRule;
  readonly isNew: boolean;
}

/** @param kept as the server has them */
function Rules({ kept }: { kept: RuleSettings }) {
  const words = useRuleWords(kept.choices);
  const { t } = words;
  const [rules, setRules] = useState<readonly RoutingRule[]>(kept.rules);
  const [open, setOpen] = useState<Open>();
  const whole = rules.every(isWhole);
  const flaws = useFlaws(whole ? rules : kept.rules);
  const saving = useSaveRules(() => undefined);
  const isDirty = rules !== kept.rules;
  const isSound = whole && flaws.length === 0;
  const create = (rule: RoutingRule) => setOpen({ rule, isNew: true });
  const put = (rule: RoutingRule) =>
    setRules((before) =>
      before.some(({ id }) => id === rule.id)
        ? before.map((each) => (each.id === rule.id ? rule : each))
        : [...before, rule],
    );
  const newRuleId = () => newId(Date.now());
  const copied = (rule: RoutingRule, index: number) => {
    const copy = { ...rule, id: newRuleId(), enabled: false };
    setRules([...rules.slice(0, index + 1), copy, ...rules.slice(index + 1)]);
  };
  return (
    <div className={frame.page} data-testid="rules-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("rules.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          disabled={rules.length >= MAX_RULES}
          onClick={() => create(blankRule(newRuleId()))}
          data-testid="rule-new"
        >
          {t("rules.new")}
        </Button>
      </div>
      {rules.length === 0 ? (
        <Empty
          onChoose={(example) => create(exampleRule(example, newRuleId(), t(`rules.example.${example}`), kept.choices))}
        />
      ) : (
        <ul className={frame.rows}>
          {rules.map((rule, index) => (
            <RuleRow
              key={rule.id}
              rule={rule}
              flaws={flaws.filter(({ ruleId }) => ruleId === rule.id)}
              words={words}
              nameOf={(ruleId) => rules.find(({ id }) => id === ruleId)?.name ?? ""}
              onUp={index === 0 ? undefined : () => setRules(moved(rules, index, -1))}
              onDown={index === rules.length - 1 ? undefined : () => setRules(moved(rules, index, 1))}
              onToggle={() => put({ ...rule, enabled: !rule.enabled })}
              onEdit={() => setOpen({ rule, isNew: false })}
              onCopy={() => copied(rule, index)}
              onDelete={() => setRules(rules.filter(({ id }) => id !== rule.id))}
            />
          ))}
        </ul>
      )}
      {rules.length > 0 && <TrialPanel rules={rules} words={words} />}
      {isDirty && (
        <div className={frame.bar} role="status" data-testid="rules-bar">
          <span>{t(isSound ? "rules.dirty" : "rules.unsound")}</span>
          <div>
            <Button onClick={() => setRules(kept.rules)} disabled={saving.isPending}>
              {t("rules.discard")}
            </Button>
            <Button
              variant="filled"
              loading={saving.isPending}
              disabled={!isSound}
              onClick={() => saving.mutate({ rules: [...rules], version: kept.version })}
              data-testid="rules-save"
            >
              {t("rules.save")}
            </Button>
          </div>
        </div>
      )}
      {open !== undefined && (
        <RuleDialog
          {...open}
          flaws={flaws.filter(({ ruleId }) => ruleId === open.rule.id)}
          words={words}
          onDone={(rule) => {
            put(rule);
            setOpen(undefined);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  );
}

function Empty({ onChoose }: { onChoose: (example: Example) => void }) {
  const { t } = useWordsOf(rulesWords);
  return (
    <>
      <div>
        <Notice icon={<Icon name="transfer" />} title={t("rules.empty.title")} text={t("rules.empty.text")} />
      </div>
      <ul className={classes.examples}>
        {EXAMPLES.map((example) => (
          <li key={example}>
            <button type="button" onClick={() => onChoose(example)} data-testid={`example-${example}`}>
              <strong>{t(`rules.example.${example}`)}</strong>
              <span>{t(`rules.example.${example}Text`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
