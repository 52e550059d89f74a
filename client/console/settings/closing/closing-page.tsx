import { Button, Checkbox, Select, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { closingQuery, useClosingWords } from "#client/console/closing/use-closing.ts";
import frame from "#client/console/settings/frame.module.css";
import { moved } from "#client/console/settings/labels/moved.ts";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import type { ClosingCategory, ClosingSettings } from "#protocol/http-closing";
import { CategoryDialog } from "./category-dialog.tsx";
import { CategoryRow } from "./category-row.tsx";
import classes from "./closing-page.module.css";
import { silenceChoices } from "./silence.ts";
import { useSaveClosing } from "./use-save-closing.ts";

/** How the shop closes: the categories of closing notes, and when silence is an answer. */
export function ClosingPage() {
  const { t } = useClosingWords();
  const settings = useQuery(closingQuery);
  if (settings.data !== undefined) return <Settings settings={settings.data} />;
  if (settings.isError)
    return (
      <Notice
        alert
        icon={<Icon name="offline" />}
        title={t("closingSettings.failed.title")}
        text={t("closingSettings.failed.text")}
      >
        <Button onClick={() => void settings.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  return (
    <div className={frame.page} aria-busy="true">
      {["a", "b", "c", "d"].map((row) => (
        <Skeleton key={row} height={52} />
      ))}
    </div>
  );
}

function Settings({ settings }: { settings: ClosingSettings }) {
  const { t } = useClosingWords();
  const saving = useSaveClosing(settings);
  const [edited, setEdited] = useState<ClosingCategory | "new">();
  const { categories, categoryRequired, silenceHours } = settings;
  const offered = categories.filter(({ retired }) => retired !== true).length;
  const set = (changed: ClosingCategory) =>
    saving.mutate({ categories: categories.map((each) => (each.id === changed.id ? changed : each)) });
  return (
    <div className={frame.page} data-testid="closing-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("closingSettings.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setEdited("new")}
          data-testid="closing-new"
        >
          {t("closingSettings.add")}
        </Button>
      </div>
      <ul className={frame.rows}>
        {categories.map((category, index) => (
          <CategoryRow
            key={category.id}
            category={category}
            isLast={offered === 1 && category.retired !== true}
            onUp={index === 0 ? undefined : () => saving.mutate({ categories: moved(categories, index, -1) })}
            onDown={
              index === categories.length - 1
                ? undefined
                : () => saving.mutate({ categories: moved(categories, index, 1) })
            }
            onRename={() => setEdited(category)}
            onRetire={({ retired: was, ...kept }) => set(was === true ? kept : { ...kept, retired: true })}
          />
        ))}
      </ul>
      <section className={classes.rules} aria-label={t("closingSettings.rules")}>
        <Select
          label={t("closingSettings.silence")}
          description={t("closingSettings.silenceHint")}
          data={silenceChoices(silenceHours).map((hours) => ({
            value: String(hours),
            label:
              hours % 24 === 0
                ? t("closingSettings.days", { count: hours / 24 })
                : t("closingSettings.hours", { count: hours }),
          }))}
          value={String(silenceHours)}
          onChange={(hours) => hours !== null && saving.mutate({ silenceHours: Number(hours) })}
          allowDeselect={false}
          data-testid="closing-silence"
        />
        <Checkbox
          label={t("closingSettings.required")}
          description={t("closingSettings.requiredHint")}
          checked={categoryRequired}
          onChange={(event) => saving.mutate({ categoryRequired: event.currentTarget.checked })}
          data-testid="closing-required"
        />
      </section>
      {edited !== undefined && (
        <CategoryDialog
          category={edited === "new" ? undefined : edited}
          settings={settings}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}
