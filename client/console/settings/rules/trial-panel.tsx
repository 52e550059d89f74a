import { Button, Checkbox, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { formatInstant } from "#client/i18n/format.ts";
import type { RoutingRule, RuleTrial, RuleTrialItem } from "#protocol/http-rules";
import { RULE_KINDS, type RuleKind } from "#protocol/rule-constants";
import classes from "./rules.module.css";
import type { RuleWords } from "./use-rule-words.ts";
import { useTrial } from "./use-rules.ts";

interface TrialPanelProps {
  readonly rules: readonly RoutingRule[];
  readonly words: RuleWords;
}

/** What the rules as they stand, saved or not, would have given what there was. */
export function TrialPanel({ rules, words }: TrialPanelProps) {
  const { t } = words;
  const trial = useTrial();
  const [on, setOn] = useState<RuleKind>("conversation");
  const { data, variables } = trial;
  const run = () => trial.mutate({ rules, on });
  return (
    <section className={classes.trial} aria-label={t("rules.try.title")} data-testid="trial">
      <h3>{t("rules.try.title")}</h3>
      <p className={classes.quiet}>{t("rules.try.text")}</p>
      <div className={classes.controls}>
        <SegmentedControl
          aria-label={t("rules.try.on")}
          value={on}
          onChange={(value) => setOn(RULE_KINDS.find((each) => each === value) ?? "ticket")}
          data={RULE_KINDS.map((each) => ({ value: each, label: t(`rules.for.${each}`) }))}
          data-testid="trial-on"
        />
        <Button loading={trial.isPending} onClick={run} data-testid="trial-run">
          {t("rules.try.run")}
        </Button>
      </div>
      {trial.isError && (
        <p className={classes.wrong} role="alert">
          {t("rules.try.failed")}
        </p>
      )}
      {data !== undefined && variables !== undefined && variables.rules !== rules && (
        <p className={classes.stale}>{t("rules.try.again")}</p>
      )}
      {data !== undefined && variables !== undefined && <Found trial={data} rules={variables.rules} words={words} />}
    </section>
  );
}

function Found({ trial, rules, words }: { trial: RuleTrial; rules: readonly RoutingRule[]; words: RuleWords }) {
  const { t } = words;
  const [withAll, setWithAll] = useState(false);
  const touched = trial.items.filter(({ because }) => because.length > 0);
  const shown = withAll ? trial.items : touched;
  const nameOf = (ruleId: string) => rules.find(({ id }) => id === ruleId)?.name ?? "";
  if (trial.looked === 0) return <p className={classes.quiet}>{t("rules.try.none")}</p>;
  return (
    <>
      <p role="status" data-testid="trial-looked">
        {t("rules.try.looked", { n: trial.looked, hit: touched.length })}
        {trial.isPartial && ` ${t("rules.try.partial")}`}
      </p>
      <ul className={classes.hits}>
        {trial.hits.map(({ ruleId, hits }) => (
          <li key={ruleId} data-never={hits === 0 || undefined} data-testid="trial-hits">
            <span className="ellipsis">{nameOf(ruleId)}</span>
            <span>{hits === 0 ? t("rules.try.never") : t("rules.try.hits", { n: hits })}</span>
          </li>
        ))}
      </ul>
      <Checkbox
        label={t("rules.try.all")}
        checked={withAll}
        onChange={(event) => setWithAll(event.currentTarget.checked)}
      />
      {shown.length === 0 ? (
        <p className={classes.quiet}>{t("rules.try.untouched")}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              {(["what", "got", "would", "by"] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`rules.try.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <Row key={item.id} item={item} words={words} nameOf={nameOf} />
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Row({ item, words, nameOf }: { item: RuleTrialItem; words: RuleWords; nameOf: (ruleId: string) => string }) {
  const { t, locale, options, nameIn, sayOutcome } = words;
  const { got, would, because, number, title = "" } = item;
  const changes = sayOutcome({
    ...would,
    teamId: would.teamId === got.teamId ? undefined : would.teamId,
    priority: would.priority === got.priority ? undefined : would.priority,
  });
  return (
    <tr data-testid="trial-item">
      <td>
        <span className={classes.title}>
          {number !== undefined && <span className={classes.number}>#{number} </span>}
          {title === "" ? t("rules.try.untitled") : title}
        </span>
        <span className={classes.quiet}>{formatInstant(locale, item.createdAtMs)}</span>
      </td>
      <td data-label={t("rules.try.got")}>
        {[nameIn(options.team, got.teamId), t(`priority.${got.priority}`)].join(" · ")}
      </td>
      <td data-label={t("rules.try.would")} data-changed={changes.length > 0 || undefined}>
        {changes.length === 0 ? (
          t("rules.try.same")
        ) : (
          <>
            <Icon name="transfer" size={14} /> {changes.join(" · ")}
          </>
        )}
      </td>
      <td data-label={t("rules.try.by")}>{because.map(({ ruleId }) => nameOf(ruleId)).join(t("rules.list")) || "–"}</td>
    </tr>
  );
}
