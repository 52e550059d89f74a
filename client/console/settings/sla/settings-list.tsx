import { Button, Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";

export interface SettingsListProps<Item> {
  readonly list: UseQueryResult<Item[]>;
  readonly icon: IconName;
  readonly empty: { readonly title: string; readonly text: string };
  /** Title of what is shown when it could not be read. */
  readonly failed: string;
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** A list with a line around it, or why there is none. */
export function SettingsList<Item>({ list, icon, empty, failed, children }: SettingsListProps<Item>) {
  const { t } = useWordsOf(slaWords);
  const items = list.data ?? [];
  if (items.length > 0) return <ul className={frame.rows}>{children(items)}</ul>;
  if (list.isError)
    return (
      <Notice alert icon={<Icon name="offline" />} title={failed} text={t("cal.failed.text")}>
        <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  if (list.isSuccess) return <Notice icon={<Icon name={icon} />} {...empty} />;
  return (
    <div className={frame.rows} aria-busy="true">
      {["a", "b", "c"].map((row) => (
        <Skeleton key={row} height={56} />
      ))}
    </div>
  );
}
