import { Button, Menu } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { duration } from "#client/console/format/time.ts";
import frame from "#client/console/settings/frame.module.css";
import { moved } from "#client/console/settings/labels/moved.ts";
import { ConfirmDialog } from "#client/console/settings/people/confirm-dialog.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import { SLA_KINDS } from "#protocol/constants";
import type { SlaPolicy, SlaPolicyContent } from "#protocol/http-sla";
import { PRESETS, presetOf, spanOf } from "./draft.ts";
import { PolicyDialog } from "./policy-dialog.tsx";
import { SettingRow } from "./setting-row.tsx";
import { SettingsList } from "./settings-list.tsx";
import { calendarsQuery, policiesQuery, useDeletePolicy, useOrderPolicies } from "./use-sla.ts";

type Open =
  | { readonly what: "create"; readonly content: SlaPolicyContent }
  | { readonly what: "edit" | "delete"; readonly policy: SlaPolicy };

const MINUTE_MS = 60_000;

/** Which answer is promised within what time, for which conversations, and who hears of it if not. */
export function SlaPage() {
  const { t, locale } = useWordsOf(slaWords);
  const list = useQuery(policiesQuery);
  const calendars = useQuery(calendarsQuery).data ?? [];
  const deletion = useDeletePolicy();
  const order = useOrderPolicies();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const span = (ms: number) => {
    const { amount, unit } = spanOf(ms);
    return ms < MINUTE_MS || unit === "second" ? `${amount} ${t("unit.second")}` : duration(ms, locale);
  };
  const summaryOf = (policy: SlaPolicy) =>
    [
      t(`appliesTo.${policy.appliesTo}`),
      ...SLA_KINDS.flatMap((kind) => {
        const ms = policy[`${kind}Ms`];
        return ms === undefined ? [] : [t(`sla.summary.${kind}`, { time: span(ms) })];
      }),
      calendars.find(({ id }) => id === policy.calendarId)?.name ?? t("sla.always"),
    ].join(" · ");
  return (
    <div className={frame.page} data-testid="sla-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("sla.intro")}</p>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="filled" leftSection={<Icon name="plus" size={16} />} data-testid="policy-new">
              {t("sla.new")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {PRESETS.map((preset) => (
              <Menu.Item
                key={preset}
                onClick={() => setOpen({ what: "create", content: presetOf(preset) })}
                data-testid={`preset-${preset}`}
              >
                {t(`sla.preset.${preset}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <SettingsList
        list={list}
        icon="clock"
        empty={{ title: t("sla.empty.title"), text: t("sla.empty.text") }}
        failed={t("sla.failed.title")}
      >
        {(policies) =>
          policies.map((policy, index) => (
            <SettingRow
              key={policy.id}
              name={policy.name}
              summary={summaryOf(policy)}
              order={{
                onUp: index === 0 ? undefined : () => order.mutate(moved(policies, index, -1)),
                onDown: index === policies.length - 1 ? undefined : () => order.mutate(moved(policies, index, 1)),
              }}
              onEdit={() => setOpen({ what: "edit", policy })}
              onDelete={() => setOpen({ what: "delete", policy })}
            />
          ))
        }
      </SettingsList>
      {open?.what === "create" && <PolicyDialog policy={undefined} content={open.content} onClose={close} />}
      {open?.what === "edit" && <PolicyDialog policy={open.policy} content={contentOf(open.policy)} onClose={close} />}
      {open?.what === "delete" && (
        <ConfirmDialog
          title={t("cal.deleting", { name: open.policy.name })}
          text={t("sla.deletingText")}
          action={t("cal.delete")}
          pending={deletion.isPending}
          onConfirm={() => deletion.mutate(open.policy, { onSettled: close })}
          onClose={close}
        />
      )}
    </div>
  );
}

function contentOf({ id: _id, version: _version, ...content }: SlaPolicy): SlaPolicyContent {
  return content;
}
