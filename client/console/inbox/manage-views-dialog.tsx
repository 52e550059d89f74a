import { ActionIcon, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { MAX_VIEW_NAME_CHARS, type ViewSubject } from "#protocol/constants";
import type { SavedView } from "#protocol/http-views";
import classes from "./list-header.module.css";
import { useChangeViews } from "./use-views.ts";

/** Names and order of one's own views. */
export default function ManageViewsDialog(props: {
  subject: ViewSubject;
  views: readonly SavedView[];
  onClose: () => void;
}) {
  const { subject, views, onClose } = props;
  const { t } = useWordsOf(inboxWords);
  const notify = useNotify();
  const changes = useChangeViews(subject);
  // Here, and not in its row, which is gone before the server has answered.
  const remove = ({ id, ...body }: SavedView) => {
    const undo = () => changes.mutate({ kind: "create", body });
    changes.mutate(
      { kind: "delete", id },
      { onSuccess: () => notify.done(t("inbox.views.deleted", { name: body.name }), undo) },
    );
  };
  const move = (from: number, by: number) => {
    const ids = views.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved === undefined) return;
    ids.splice(from + by, 0, moved);
    changes.mutate({ kind: "order", ids });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("inbox.views.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <ul className={classes.managed} data-testid="managed-views">
        {views.map((view, index) => (
          <Managed
            key={view.id}
            view={view}
            subject={subject}
            onRemove={() => remove(view)}
            onUp={index > 0 ? () => move(index, -1) : undefined}
            onDown={index < views.length - 1 ? () => move(index, 1) : undefined}
          />
        ))}
      </ul>
      {views.length === 0 && <p className={classes.none}>{t("inbox.views.none")}</p>}
    </Modal>
  );
}

function Managed(props: {
  view: SavedView;
  subject: ViewSubject;
  onRemove: () => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}) {
  const { view, subject, onUp, onDown, onRemove } = props;
  const { t } = useWordsOf(inboxWords);
  const changes = useChangeViews(subject);
  const [name, setName] = useState(view.name);
  const rename = () => {
    const ready = name.trim();
    if (ready === "") setName(view.name);
    else if (ready !== view.name) changes.mutate({ kind: "change", view: { ...view, name: ready } });
  };
  return (
    <li>
      <TextInput
        aria-label={t("inbox.views.nameOf", { name: view.name })}
        value={name}
        maxLength={MAX_VIEW_NAME_CHARS}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={rename}
        onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && rename()}
      />
      <ActionIcon aria-label={t("inbox.views.up", { name: view.name })} disabled={!onUp} onClick={onUp}>
        <Icon name="up" size={16} />
      </ActionIcon>
      <ActionIcon aria-label={t("inbox.views.down", { name: view.name })} disabled={!onDown} onClick={onDown}>
        <Icon name="down" size={16} />
      </ActionIcon>
      <ActionIcon
        aria-label={t("inbox.views.delete", { name: view.name })}
        onClick={onRemove}
        data-testid="view-delete"
      >
        <Icon name="trash" size={16} />
      </ActionIcon>
    </li>
  );
}
