import { ActionIcon } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { cannedWords } from "#client/i18n/console-canned.ts";
import type { CannedResponse } from "#protocol/http-canned";
import classes from "./canned.module.css";
import { useDeleteCanned } from "./use-canned.ts";

/** One response: its code, and title and text in the reader's language, or in the one that it has. */
export function CannedRow(props: { canned: CannedResponse; mayChange: boolean; onEdit: () => void }) {
  const { canned, mayChange, onEdit } = props;
  const { t, locale } = useWordsOf(cannedWords);
  const remove = useDeleteCanned();
  const { code, texts } = canned;
  const words = texts[locale] ?? texts.en ?? texts["zh-CN"];
  return (
    <li className={classes.row} data-testid="canned-row">
      <code className={classes.code}>{`/${code}`}</code>
      <div className={classes.words}>
        <strong className="ellipsis">{words?.title}</strong>
        <p className="ellipsis">{words?.text}</p>
      </div>
      {mayChange && (
        <div className={classes.actions}>
          <ActionIcon aria-label={t("canned.edit", { code })} onClick={onEdit} data-testid="canned-edit">
            <Icon name="edit" size={16} />
          </ActionIcon>
          <ActionIcon
            aria-label={t("canned.delete", { code })}
            loading={remove.isPending}
            onClick={() => remove.mutate(canned)}
            data-testid="canned-delete"
          >
            <Icon name="trash" size={16} />
          </ActionIcon>
        </div>
      )}
    </li>
  );
}
