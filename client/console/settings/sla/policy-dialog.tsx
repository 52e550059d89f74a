import { Button, Checkbox, Modal, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import frame from "#client/console/settings/frame.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import { CHANNELS, ESCALATION_LEVELS, MAX_SLA_NAME_CHARS, PRIORITIES, REOPEN_RULES } from "#protocol/constants";
import type { SlaPolicy, SlaPolicyContent } from "#protocol/http-sla";
import { msOf, type SpanDraft, spanOf } from "./draft.ts";
import { PolicyScope } from "./policy-scope.tsx";
import classes from "./sla.module.css";
import { SpanField } from "./span-field.tsx";
import { calendarsQuery, useSavePolicy } from "./use-sla.ts";

const TARGETS = ["firstResponse", "nextResponse", "resolution"] as const;
const AROUND_THE_CLOCK = "";

export interface PolicyDialogProps {
  /** The one that is changed; absent: a new one. */
  readonly policy: SlaPolicy | undefined;
  /** What the fields begin with. */
  readonly content: SlaPolicyContent;
  readonly onClose: () => void;
}

/** Makes a policy, or changes one. */
export function PolicyDialog({ policy, content, onClose }: PolicyDialogProps) {
  const { t } = useWordsOf(slaWords);
  const calendars = useQuery(calendarsQuery).data ?? [];
  const saving = useSavePolicy(policy);
  const [draft, setDraft] = useState(content);
  const [tiers, setTiers] = useState(content.tiers.join(", "));
  const [warn, setWarn] = useState(String(content.warnPercent));
  const [targets, setTargets] = useState({
    firstResponse: spanOf(content.firstResponseMs),
    nextResponse: spanOf(content.nextResponseMs),
    resolution: spanOf(content.resolutionMs, "hour"),
  });
  const [reminder, setReminder] = useState(() => spanOf(content.reminderMs, "second"));
  const [after, setAfter] = useState(() => afterOf(content));
  const [asked, setAsked] = useState(false);
  const set = (change: Partial<SlaPolicyContent>) => setDraft((before) => ({ ...before, ...change }));

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    const { firstResponseMs: _f, nextResponseMs: _n, resolutionMs: _r, reminderMs: _m, ...rest } = draft;
    const spans = {
      firstResponseMs: msOf(targets.firstResponse),
      nextResponseMs: msOf(targets.nextResponse),
      resolutionMs: msOf(targets.resolution),
      reminderMs: msOf(reminder),
    };
    const escalation = draft.escalation.map(({ to }) => ({ to, afterMs: msOf(after[to], 0) ?? 0 }));
    const warnPercent = Number(warn);
    const numbers = [...Object.values(spans), ...escalation.map(({ afterMs }) => afterMs)];
    if (draft.name.trim() === "" || numbers.some(Number.isNaN) || !isPercent(warnPercent)) return;
    const named = tiers.split(/[,，]/).flatMap((tier) => (tier.trim() === "" ? [] : [tier.trim()]));
    const body = { ...rest, ...definedOf(spans), escalation, warnPercent, tiers: named };
    saving.mutate(body, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={t(policy === undefined ? "sla.creating" : "sla.editing")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} noValidate data-testid="policy-dialog">
        <TextInput
          label={t("sla.name")}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          maxLength={MAX_SLA_NAME_CHARS}
          error={asked && draft.name.trim() === "" && t("sla.nameMissing")}
          data-autofocus
          data-testid="policy-name"
        />
        <fieldset className={frame.group}>
          <legend>{t("sla.for")}</legend>
          <PolicyScope scope={draft} onChange={set} />
          <span className={classes.quiet}>{t("sla.forHint")}</span>
          <div className={classes.checks}>
            <span>{t("sla.channels")}</span>
            {CHANNELS.map((channel) => (
              <Checkbox
                key={channel}
                label={t(`channel.${channel}`)}
                checked={draft.channels.includes(channel)}
                onChange={() => set({ channels: toggled(draft.channels, channel) })}
              />
            ))}
          </div>
          <div className={classes.checks}>
            <span>{t("sla.priorities")}</span>
            {PRIORITIES.map((priority) => (
              <Checkbox
                key={priority}
                label={t(`priority.${priority}`)}
                checked={draft.priorities.includes(priority)}
                onChange={() => set({ priorities: toggled(draft.priorities, priority) })}
              />
            ))}
          </div>
          <TextInput
            label={t("sla.tiers")}
            description={t("sla.tiersHint")}
            value={tiers}
            onChange={(event) => setTiers(event.currentTarget.value)}
            data-testid="policy-tiers"
          />
        </fieldset>
        <fieldset className={frame.group}>
          <legend>{t("sla.targets")}</legend>
          {TARGETS.map((kind) => (
            <SpanField
              key={kind}
              label={t(`sla.${kind}`)}
              span={targets[kind]}
              placeholder={t("sla.none")}
              onChange={(span) => setTargets({ ...targets, [kind]: span })}
              testId={`policy-${kind}`}
            />
          ))}
          <SpanField
            label={t("sla.reminder")}
            span={reminder}
            placeholder="–"
            onChange={setReminder}
            testId="policy-reminder"
          />
          {asked && Number.isNaN(msOf(reminder) ?? 0) && <p className={classes.wrong}>{t("sla.unsound")}</p>}
          {asked && TARGETS.some((kind) => Number.isNaN(msOf(targets[kind]) ?? 0)) && (
            <p className={classes.wrong} role="alert">
              {t("sla.unsound")}
            </p>
          )}
          <TextInput
            label={t("sla.warn")}
            inputMode="numeric"
            value={warn}
            onChange={(event) => setWarn(event.currentTarget.value)}
            error={!isPercent(Number(warn)) && t("sla.warnUnsound")}
            data-testid="policy-warn"
          />
          <Select
            label={t("sla.calendar")}
            data={[
              { value: AROUND_THE_CLOCK, label: t("sla.always") },
              ...calendars.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            value={draft.calendarId ?? AROUND_THE_CLOCK}
            onChange={(id) => set({ calendarId: id === AROUND_THE_CLOCK || id === null ? undefined : id })}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            data-testid="policy-calendar"
          />
          <Select
            label={t("sla.reopen")}
            data={REOPEN_RULES.map((rule) => ({ value: rule, label: t(`reopen.${rule}`) }))}
            value={draft.onReopen}
            onChange={(value) => set({ onReopen: REOPEN_RULES.find((rule) => rule === value) ?? draft.onReopen })}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
        </fieldset>
        <fieldset className={frame.group}>
          <legend>{t("sla.escalation")}</legend>
          {ESCALATION_LEVELS.map((level) => {
            const isTold = draft.escalation.some(({ to }) => to === level);
            return (
              <div key={level}>
                <Checkbox
                  label={t(`level.${level}`)}
                  checked={isTold}
                  onChange={() =>
                    set({
                      escalation: isTold
                        ? draft.escalation.filter(({ to }) => to !== level)
                        : [...draft.escalation, { to: level, afterMs: 0 }],
                    })
                  }
                  data-testid={`policy-tell-${level}`}
                />
                {isTold && (
                  <SpanField
                    label=""
                    name={t("sla.after", { who: t(`level.${level}`) })}
                    span={after[level]}
                    leastMs={0}
                    onChange={(span) => setAfter({ ...after, [level]: span })}
                    testId={`policy-after-${level}`}
                  />
                )}
              </div>
            );
          })}
        </fieldset>
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="policy-save">
            {t("sla.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function afterOf({ escalation }: SlaPolicyContent): Record<(typeof ESCALATION_LEVELS)[number], SpanDraft> {
  const of = (level: (typeof ESCALATION_LEVELS)[number]) =>
    spanOf(escalation.find(({ to }) => to === level)?.afterMs ?? 0);
  return { agent: of("agent"), supervisor: of("supervisor"), qa: of("qa") };
}

function toggled<Item>(items: readonly Item[], item: Item): Item[] {
  return items.includes(item) ? items.filter((each) => each !== item) : [...items, item];
}

function isPercent(value: number): boolean {
  return Number.isInteger(value) && value >= 10 && value <= 95;
}

function definedOf(
  spans: Pick<SlaPolicyContent, "firstResponseMs" | "nextResponseMs" | "resolutionMs" | "reminderMs">,
) {
  return Object.fromEntries(Object.entries(spans).filter(([, ms]) => ms !== undefined));
}
