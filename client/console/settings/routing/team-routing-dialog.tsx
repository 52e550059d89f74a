import { Button, Checkbox, Modal, NumberInput, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { routingWords } from "#client/i18n/console-routing.ts";
import { dateFormat } from "#client/i18n/formatters.ts";
import { saveTeamRouting } from "#client/lib/routing-api.ts";
import { MAX_SKILLS_ASKED, MAX_WAITING } from "#protocol/constants";
import type { RoutingSettings, TeamRouting } from "#protocol/http-routing";
import type { ManagedTeam } from "#protocol/http-teams";
import { FIRST_TICKETS_HANDED_OUT, MAX_TICKETS_HANDED_OUT } from "#protocol/work-weights";
import { manualUntil, PLAIN_ROUTING, toMs, toSeconds, withNeed } from "./draft.ts";
import { SkillLevels } from "./skill-levels.tsx";
import { useRoutingChange } from "./use-routing.ts";

const HOURS = [1, 2, 4, 8];
const SHORTEST_SECONDS = 10;
const LONGEST_SECONDS = 86_400;
const MINUTE_MS = 60_000;
const LONGEST_WAIT_MINUTES = 1_440;
const FIRST_OVERFLOW_MS = 180_000;
const seconds = {
  min: SHORTEST_SECONDS,
  max: LONGEST_SECONDS,
  allowDecimal: false,
  allowNegative: false,
  clampBehavior: "blur",
  hideControls: true,
} as const;

interface TeamRoutingDialogProps {
  readonly team: ManagedTeam;
  readonly teams: readonly ManagedTeam[];
  readonly settings: RoutingSettings;
  readonly onClose: () => void;
}

/** How one team hands out its work. */
export function TeamRoutingDialog({ team, teams, settings, onClose }: TeamRoutingDialogProps) {
  const { t, locale } = useWordsOf(routingWords);
  const [seen] = useState(() => settings.teams.find(({ teamId }) => teamId === team.id));
  const [openedAtMs] = useState(() => Date.now());
  const before = seen?.routing.manualUntilMs;
  const isManualNow = before !== undefined && before > openedAtMs;
  const [routing, setRouting] = useState<TeamRouting>(seen?.routing ?? PLAIN_ROUTING);
  const [manual, setManual] = useState<string | null>(isManualNow ? "keep" : "off");
  const saving = useRoutingChange((wanted: TeamRouting) =>
    saveTeamRouting(api, team.id, { routing: wanted, version: seen?.version ?? 0 }),
  );
  const change = (more: Partial<TeamRouting>) => setRouting((now) => ({ ...now, ...more }));
  const others = teams.filter(({ id }) => id !== team.id).map(({ id, name }) => ({ value: id, label: name }));
  const hours = HOURS.map((count) => ({ value: String(count), label: t("routing.manual.hours", { count }) }));
  const time = isManualNow && dateFormat(locale, { dateStyle: "short", timeStyle: "short" }).format(before);

  function submit(event: FormEvent) {
    event.preventDefault();
    const manualUntilMs = manualUntil(manual, before, Date.now());
    saving.mutate({ ...routing, manualUntilMs }, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("routing.team.title", { team: team.name })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} data-testid="team-routing-dialog">
        <Select
          label={t("routing.manual")}
          description={t("routing.manual.hint")}
          data={[
            { value: "off", label: t("routing.manual.off") },
            ...(time === false ? [] : [{ value: "keep", label: t("routing.manual.keep", { time }) }]),
            ...hours,
          ]}
          value={manual}
          onChange={setManual}
          allowDeselect={false}
          openOnFocus={false}
          data-testid="routing-manual"
        />
        <NumberInput
          label={t("routing.relax")}
          description={t("routing.relax.hint")}
          value={toSeconds(routing.relaxAfterMs)}
          onChange={(typed) => change({ relaxAfterMs: toMs(typed) })}
          {...seconds}
          data-testid="routing-relax"
        />
        <NumberInput
          label={t("routing.takeBack")}
          description={t("routing.takeBack.hint")}
          value={toSeconds(routing.takeBackAfterMs)}
          onChange={(typed) => change({ takeBackAfterMs: toMs(typed) })}
          {...seconds}
          data-testid="routing-take-back"
        />
        <Select
          label={t("routing.overflow")}
          data={[{ value: "", label: t("routing.overflow.none") }, ...others]}
          value={routing.overflow?.teamId ?? ""}
          onChange={(teamId) => {
            const afterMs = routing.overflow?.afterMs ?? FIRST_OVERFLOW_MS;
            change({ overflow: teamId === null || teamId === "" ? undefined : { teamId, afterMs } });
          }}
          allowDeselect={false}
          openOnFocus={false}
          data-testid="routing-overflow"
        />
        {routing.overflow !== undefined && (
          <NumberInput
            label={t("routing.overflow.after")}
            value={toSeconds(routing.overflow.afterMs)}
            onChange={(typed) => {
              const afterMs = toMs(typed) ?? FIRST_OVERFLOW_MS;
              change({ overflow: routing.overflow && { ...routing.overflow, afterMs } });
            }}
            {...seconds}
          />
        )}
        <NumberInput
          label={t("routing.maxWaiting")}
          description={t("routing.maxWaiting.hint")}
          value={routing.maxWaiting ?? ""}
          onChange={(typed) => change({ maxWaiting: typeof typed === "number" ? typed : undefined })}
          {...seconds}
          min={1}
          max={MAX_WAITING}
        />
        <NumberInput
          label={t("routing.maxWait")}
          description={t("routing.maxWait.hint")}
          value={routing.maxWaitMs === undefined ? "" : Math.round(routing.maxWaitMs / MINUTE_MS)}
          onChange={(typed) => change({ maxWaitMs: typeof typed === "number" ? typed * MINUTE_MS : undefined })}
          {...seconds}
          min={1}
          max={LONGEST_WAIT_MINUTES}
          data-testid="routing-max-wait"
        />
        <Checkbox
          label={t("routing.sticky")}
          checked={routing.isSticky}
          onChange={(event) => change({ isSticky: event.currentTarget.checked })}
        />
        <Checkbox
          label={t("routing.tickets")}
          description={t("routing.tickets.hint")}
          checked={routing.ticketsHandedOut !== undefined}
          onChange={(event) => {
            const { checked } = event.currentTarget;
            change({ ticketsHandedOut: checked ? { atMost: FIRST_TICKETS_HANDED_OUT } : undefined });
          }}
          data-testid="routing-tickets"
        />
        {routing.ticketsHandedOut !== undefined && (
          <NumberInput
            label={t("routing.tickets.atMost")}
            description={t("routing.tickets.atMost.hint")}
            value={routing.ticketsHandedOut.atMost}
            onChange={(typed) => {
              const atMost = typeof typed === "number" ? typed : FIRST_TICKETS_HANDED_OUT;
              change({ ticketsHandedOut: { atMost } });
            }}
            {...seconds}
            min={1}
            max={MAX_TICKETS_HANDED_OUT}
            data-testid="routing-tickets-at-most"
          />
        )}
        {team.inboxes.map((inbox) => {
          const need = routing.needs.find(({ inboxId }) => inboxId === inbox.id) ?? { inboxId: inbox.id, skills: [] };
          return (
            <div key={inbox.id} className={dialogs.form}>
              {settings.skills.length > 0 && (
                <SkillLevels
                  label={t("routing.needs", { inbox: inbox.name })}
                  known={settings.skills}
                  skills={need.skills}
                  most={MAX_SKILLS_ASKED}
                  onChange={(skills) => setRouting(withNeed(routing, { ...need, skills }))}
                />
              )}
              <TextInput
                label={`${t("routing.needs.region")} (${inbox.name})`}
                value={need.region ?? ""}
                onChange={(event) => {
                  const region = event.currentTarget.value;
                  setRouting(withNeed(routing, { ...need, region: region === "" ? undefined : region }));
                }}
                maxLength={40}
              />
            </div>
          );
        })}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="team-routing-save">
            {t("routing.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
