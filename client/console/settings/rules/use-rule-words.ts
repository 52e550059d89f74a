/** Rules in the reader's words: what a rule looks for, what it gives, what is wrong with it. */

import { useWordsOf } from "#client/console/words.tsx";
import { rulesWords } from "#client/i18n/console-rules.ts";
import { formatMoney } from "#client/i18n/format.ts";
import { LOCALES, TICKET_CHANNELS, TICKET_SOURCES, TICKET_TYPES } from "#protocol/constants";
import type { RoutingRule, RuleAction, RuleChoices, RuleCondition, RuleFlaw, RuleOutcome } from "#protocol/http-rules";
import type { RuleListField } from "#protocol/rule-constants";
import { amountOf } from "./amount.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function useRuleWords(choices: RuleChoices) {
  const { t, locale } = useWordsOf(rulesWords);
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }): Option => ({ value: id, label: name }));
  const options = {
    team: named(choices.teams),
    skill: choices.skills.map(({ id, names }): Option => ({ value: id, label: names[locale] })),
    label: named(choices.labels),
    policy: named(choices.policies),
    calendar: named(choices.calendars),
    person: named(choices.people),
    type: [
      ...TICKET_TYPES.map((each): Option => ({ value: each, label: t(`rules.type.${each}`) })),
      ...named(choices.types),
    ],
    inbox: named(choices.inboxes),
  };
  /** What a field's values are chosen from; undefined where they are typed. */
  const valuesFor = (field: RuleListField): readonly Option[] | undefined => {
    switch (field) {
      case "inbox":
      case "label":
      case "type":
        return options[field];
      case "channel":
        return TICKET_CHANNELS.map((each) => ({ value: each, label: t(`rules.channel.${each}`) }));
      case "source":
        return TICKET_SOURCES.map((each) => ({ value: each, label: t(`rules.source.${each}`) }));
      case "language":
        return LOCALES.map((each) => ({ value: each, label: t(`rules.language.${each}`) }));
      default:
        return undefined;
    }
  };
  const nameIn = (from: readonly Option[], value: string) =>
    from.find((each) => each.value === value)?.label ?? t("rules.gone");
  const operator = ({ field, is }: Pick<RuleCondition, "field" | "is">) => {
    if (field === "amount") return t(is ? "rules.atLeast" : "rules.below");
    if (field === "time") return t(is ? "rules.within" : "rules.outside");
    if (field === "words") return t(is ? "rules.contain" : "rules.containNot");
    if (field === "label") return t(is ? "rules.has" : "rules.hasNot");
    return t(is ? "rules.is" : "rules.isNot");
  };
  const sayCondition = (condition: RuleCondition): string => {
    const head = `${t(`rules.field.${condition.field}`)} ${operator(condition)}`;
    if (condition.field === "amount")
      return `${head} ${formatMoney(locale, amountOf(condition.minor, condition.currency), condition.currency)}`;
    if (condition.field === "time") return `${head} ${nameIn(options.calendar, condition.calendarId)}`;
    const from = valuesFor(condition.field);
    const values = condition.values.map((value) => (from === undefined ? value : nameIn(from, value)));
    return `${head} ${values.join(t("rules.or"))}`;
  };
  const sayAction = (action: RuleAction): string => {
    switch (action.do) {
      case "team":
        return t("rules.say.team", { name: nameIn(options.team, action.teamId) });
      case "priority":
        return t("rules.say.priority", { name: t(`priority.${action.priority}`) });
      case "skill":
        return t("rules.say.skill", { name: nameIn(options.skill, action.skillId), level: action.level });
      case "label":
        return t("rules.say.label", { name: nameIn(options.label, action.labelId) });
      case "sla":
        return t("rules.say.sla", { name: nameIn(options.policy, action.policyId) });
      case "notifySupervisors":
        return t("rules.say.notifySupervisors");
      case "notifyPerson":
        return t("rules.say.notifyPerson", { name: nameIn(options.person, action.agentId) });
      case "ticket":
        return t("rules.say.ticket", { name: nameIn(options.type, action.type) });
    }
  };
  const sayRule = ({ conditions, actions, match, stop }: RoutingRule): string => {
    const held = conditions.map(sayCondition).join(t(match === "all" ? "rules.and" : "rules.or"));
    const given = [...actions.map(sayAction), ...(stop ? [t("rules.stops")] : [])].join(t("rules.list"));
    return t("rules.then", { conditions: held === "" ? t("rules.always") : held, actions: given });
  };
  const sayFlaw = ({ reason, part, index = 0 }: RuleFlaw, otherName: string): string => {
    const flaw = t(`rules.flaw.${reason}`, { rule: otherName });
    return part === undefined ? flaw : t(`rules.flaw.${part}`, { nth: index + 1, flaw });
  };
  const sayOutcome = (would: RuleOutcome): string[] =>
    [
      ...(would.teamId === undefined ? [] : [{ do: "team", teamId: would.teamId } as const]),
      ...(would.priority === undefined ? [] : [{ do: "priority", priority: would.priority } as const]),
      ...would.skills.map((skill) => ({ do: "skill", ...skill }) as const),
      ...would.labels.map((labelId) => ({ do: "label", labelId }) as const),
      ...(would.policyId === undefined ? [] : [{ do: "sla", policyId: would.policyId } as const]),
      ...(would.notifySupervisors ? [{ do: "notifySupervisors" } as const] : []),
      ...would.notify.map((agentId) => ({ do: "notifyPerson", agentId }) as const),
      ...would.tickets.map(({ type }) => ({ do: "ticket", type }) as const),
    ].map(sayAction);
  return { t, locale, options, valuesFor, nameIn, operator, sayCondition, sayAction, sayRule, sayFlaw, sayOutcome };
}

export type RuleWords = ReturnType<typeof useRuleWords>;
