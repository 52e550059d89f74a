import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { cannedQuery } from "#client/console/thread/use-suggest.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { cannedWords } from "#client/i18n/console-canned.ts";
import type { CannedResponse } from "#protocol/http-canned";
import classes from "./canned.module.css";
import { CannedDialog } from "./canned-dialog.tsx";
import { CannedRow } from "./canned-row.tsx";

interface Editing {
  readonly shared: boolean;
  /** Absent for a new one. */
  readonly canned?: CannedResponse;
}

/** Answers that are written once and used often: one's own, and everybody's. */
export function CannedPage() {
  const { t } = useWordsOf(cannedWords);
  const list = useQuery(cannedQuery);
  const mayShare = useMay("canned.manage");
  const [editing, setEditing] = useState<Editing>();
  if (list.isPending) {
    return (
      <div className={frame.page} aria-busy="true">
        {["a", "b", "c"].map((row) => (
          <Skeleton key={row} height={64} />
        ))}
      </div>
    );
  }
  if (list.data === undefined) {
    return (
      <Notice alert icon={<Icon name="offline" />} title={t("canned.failed.title")} text={t("canned.failed.text")}>
        <Button onClick={() => void list.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  }
  const own = list.data.filter(({ shared }) => !shared);
  const common = list.data.filter(({ shared }) => shared);
  return (
    <div className={frame.page} data-testid="canned-page">
      <p className={frame.intro}>{t("canned.intro")}</p>
      <Group items={own} shared={false} mayChange onEdit={setEditing} />
      <Group items={common} shared mayChange={mayShare} onEdit={setEditing} />
      {editing !== undefined && <CannedDialog {...editing} onClose={() => setEditing(undefined)} />}
    </div>
  );
}

function Group(props: {
  items: readonly CannedResponse[];
  shared: boolean;
  mayChange: boolean;
  onEdit: (editing: Editing) => void;
}) {
  const { items, shared, mayChange, onEdit } = props;
  const { t } = useWordsOf(cannedWords);
  const title = t(shared ? "canned.shared" : "canned.own");
  return (
    <section className={classes.group} aria-label={title} data-testid={shared ? "canned-shared" : "canned-own"}>
      <header className={classes.head}>
        <div>
          <h3>{title}</h3>
          <p>{t(shared ? "canned.sharedText" : "canned.ownText")}</p>
        </div>
        {mayChange && (
          <Button
            variant={shared ? "default" : "filled"}
            leftSection={<Icon name="plus" size={16} />}
            onClick={() => onEdit({ shared })}
            data-testid="canned-add"
          >
            {t(shared ? "canned.addShared" : "canned.add")}
          </Button>
        )}
      </header>
      {items.length === 0 ? (
        <p className={classes.empty}>{t(shared ? "canned.sharedEmpty" : "canned.ownEmpty")}</p>
      ) : (
        <ul className={frame.rows}>
          {items.map((canned) => (
            <CannedRow
              key={canned.id}
              canned={canned}
              mayChange={mayChange}
              onEdit={() => onEdit({ shared, canned })}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
