import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { labelsQuery } from "#client/console/labels/use-labels.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelSettingsWords } from "#client/i18n/console-label-settings.ts";
import type { Label } from "#protocol/http-labels";
import { DeleteDialog } from "./delete-dialog.tsx";
import { LabelDialog } from "./label-dialog.tsx";
import { LabelRow } from "./label-row.tsx";
import { moved } from "./moved.ts";
import { countsQuery, useOrderLabels } from "./use-label-settings.ts";

type Open = { readonly what: "create" } | { readonly what: "edit" | "delete"; readonly label: Label };

/** The shop's labels: what they are called, their colours, their order, and how many conversations carry them. */
export function LabelsPage() {
  const { t } = useWordsOf(labelSettingsWords);
  const list = useQuery(labelsQuery);
  const { data: counts } = useQuery(countsQuery);
  const order = useOrderLabels();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const labels = list.data ?? [];
  const carrying = (id: string) => counts?.find((count) => count.id === id)?.conversations;
  return (
    <div className={frame.page} data-testid="labels-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("labelSettings.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setOpen({ what: "create" })}
          data-testid="label-new"
        >
          {t("labelSettings.create")}
        </Button>
      </div>
      {list.isPending && <Loading />}
      {list.isError && labels.length === 0 && (
        <Notice
          alert
          icon={<Icon name="offline" />}
          title={t("labelSettings.failed.title")}
          text={t("labelSettings.failed.text")}
        >
          <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
        </Notice>
      )}
      {list.isSuccess && labels.length === 0 && (
        <Notice
          icon={<Icon name="tag" />}
          title={t("labelSettings.empty.title")}
          text={t("labelSettings.empty.text")}
        />
      )}
      {labels.length > 0 && (
        <ul className={frame.rows}>
          {labels.map((label, index) => (
            <LabelRow
              key={label.id}
              label={label}
              conversations={carrying(label.id)}
              onUp={index === 0 ? undefined : () => order.mutate(moved(labels, index, -1))}
              onDown={index === labels.length - 1 ? undefined : () => order.mutate(moved(labels, index, 1))}
              onEdit={() => setOpen({ what: "edit", label })}
              onDelete={() => setOpen({ what: "delete", label })}
            />
          ))}
        </ul>
      )}
      {open?.what === "create" && <LabelDialog label={undefined} known={labels} onClose={close} />}
      {open?.what === "edit" && <LabelDialog label={open.label} known={labels} onClose={close} />}
      {open?.what === "delete" && (
        <DeleteDialog label={open.label} conversations={carrying(open.label.id)} onClose={close} />
      )}
    </div>
  );
}

function Loading() {
  return (
    <div className={frame.rows} aria-busy="true">
      {["a", "b", "c", "d"].map((row) => (
        <Skeleton key={row} height={52} />
      ))}
    </div>
  );
}
