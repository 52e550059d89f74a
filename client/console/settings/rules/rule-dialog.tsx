import { Button, Checkbox, Menu, Modal, SegmentedControl, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import frame from "#client/console/settings/frame.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import type { RoutingRule, RuleAction, RuleCondition, RuleFlaw } from "#protocol/http-rules";
import {
  CONVERSATION_ONLY_ACTIONS,
  MAX_RULE_ACTIONS,
  MAX_RULE_CONDITIONS,
  MAX_RULE_NAME_CHARS,
  RULE_ACTIONS,
  RULE_FIELDS,
  RULE_KINDS,
  TICKET_ONLY_FIELDS,
} from "#protocol/rule-constants";
import { ActionRow } from "./action-row.tsx";
import { ConditionRow } from "./condition-row.tsx";
import { blankAction, blankCondition, isSaid, isWhole, replaced } from "./draft.ts";
import classes from "./rules.module.css";
import type { RuleWords } from "./use-rule-words.ts";

interface RuleDialogProps {
  readonly rule: RoutingRule;
  readonly isNew: boolean;
  /** What is wrong with it as it stands in the list. */
  readonly flaws: readonly RuleFlaw[];
  readonly words: RuleWords;
  readonly onDone: (rule: RoutingRule) => void;
  readonly onClose: () => void;
}

/** Makes a rule, or changes one; it goes into the list, which is saved as a whole. */
export function RuleDialog({ rule, isNew, flaws, words, onDone, onClose }: RuleDialogProps) {
  const { t, sayFlaw } = words;
  const [draft, setDraft] = useState(rule);
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<RoutingRule>) => setDraft((before) => ({ ...before, ...change }));
  const { appliesTo, conditions, actions } = draft;
  const errorOf = (part: "condition" | "action", index: number, isMissing: boolean) => {
    if (asked && isMissing) return t("rules.valueMissing");
    const isSame = draft[`${part}s`][index] === rule[`${part}s`][index];
    const flaw = isSame ? flaws.find((each) => each.part === part && each.index === index) : undefined;
    return flaw && sayFlaw({ ...flaw, part: undefined }, "");
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (isWhole(draft)) onDone(draft);
  }
  const isTicket = appliesTo === "ticket";
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={t(isNew ? "rules.creating" : "rules.editing")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} noValidate data-testid="rule-dialog">
        <TextInput
          label={t("rules.name")}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          maxLength={MAX_RULE_NAME_CHARS}
          error={asked && draft.name.trim() === "" && t("rules.nameMissing")}
          data-autofocus
          data-testid="rule-name"
        />
        <SegmentedControl
          aria-label={t("rules.appliesTo")}
          value={appliesTo}
          onChange={(value) => set({ appliesTo: RULE_KINDS.find((each) => each === value) ?? "conversation" })}
          data={RULE_KINDS.map((each) => ({ value: each, label: t(`rules.for.${each}`) }))}
        />
        <fieldset className={frame.group}>
          <legend>{t("rules.when")}</legend>
          {conditions.length > 1 && (
            <Select
              aria-label={t("rules.when")}
              data={(["all", "any"] as const).map((each) => ({ value: each, label: t(`rules.match.${each}`) }))}
              value={draft.match}
              allowDeselect={false}
              onChange={(value) => set({ match: value === "any" ? "any" : "all" })}
            />
          )}
          {conditions.length === 0 && <p className={classes.quiet}>{t("rules.noCondition")}</p>}
          <ul className={classes.parts}>
            {keyed(conditions).map(({ key, part: condition, index }) => (
              <ConditionRow
                key={key}
                condition={condition}
                appliesTo={appliesTo}
                words={words}
                error={errorOf("condition", index, !isSaid(condition))}
                onChange={(next) => set({ conditions: replaced(conditions, index, next) })}
              />
            ))}
          </ul>
          <Adder
            label={t("rules.addCondition")}
            testId="add-condition"
            isFull={conditions.length >= MAX_RULE_CONDITIONS}
            items={RULE_FIELDS.filter((each) => isTicket || !TICKET_ONLY_FIELDS.includes(each)).map((each) => ({
              key: each,
              label: t(`rules.field.${each}`),
              onAdd: () => set({ conditions: [...conditions, blankCondition(each)] }),
            }))}
          />
        </fieldset>
        <fieldset className={frame.group}>
          <legend>{t("rules.what")}</legend>
          <ul className={classes.parts}>
            {keyed(actions).map(({ key, part: action, index }) => (
              <ActionRow
                key={key}
                action={action}
                appliesTo={appliesTo}
                words={words}
                error={errorOf("action", index, !isSaid(action))}
                onChange={(next) => set({ actions: replaced(actions, index, next) })}
              />
            ))}
          </ul>
          {asked && actions.length === 0 && (
            <p className={classes.wrong} role="alert">
              {t("rules.actionMissing")}
            </p>
          )}
          <Adder
            label={t("rules.addAction")}
            testId="add-action"
            isFull={actions.length >= MAX_RULE_ACTIONS}
            items={RULE_ACTIONS.filter((each) => !isTicket || !CONVERSATION_ONLY_ACTIONS.includes(each)).map(
              (each) => ({
                key: each,
                label: t(`rules.do.${each}`),
                onAdd: () => set({ actions: [...actions, blankAction(each)] }),
              }),
            )}
          />
        </fieldset>
        <Checkbox
          label={t("rules.stop")}
          checked={draft.stop}
          onChange={(event) => set({ stop: event.currentTarget.checked })}
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" data-testid="rule-done">
            {t("rules.done")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Told apart by their place; what is typed into one begins anew with another field, and when one before it goes. */
function keyed<Part extends RuleCondition | RuleAction>(parts: readonly Part[]) {
  return parts.map((part, index) => ({
    key: `${parts.length}/${index}/${"do" in part ? part.do : part.field}`,
    ...{ part, index },
  }));
}

interface AdderProps {
  readonly label: string;
  readonly testId: string;
  readonly isFull: boolean;
  readonly items: readonly { readonly key: string; readonly label: string; readonly onAdd: () => void }[];
}

function Adder({ label, testId, isFull, items }: AdderProps) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          className={classes.add}
          leftSection={<Icon name="plus" size={16} />}
          disabled={isFull}
          data-testid={testId}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((item) => (
          <Menu.Item key={item.key} onClick={item.onAdd} data-testid={`${testId}-${item.key}`}>
            {item.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
