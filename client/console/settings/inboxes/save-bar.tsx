import { Button } from "@mantine/core";
import frame from "#client/console/settings/frame.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import type { InboxSettingsAnswer } from "#protocol/http-inbox-settings";
import { isSound } from "./sound.ts";

interface SaveBarProps {
  readonly draft: InboxSettingsAnswer;
  readonly isSaving: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
}

/** Stands at the foot of the page for as long as something is not saved. */
export function SaveBar({ draft, isSaving, onSave, onDiscard }: SaveBarProps) {
  const { t } = useWordsOf(inboxesWords);
  const mayBeSaved = isSound(draft);
  return (
    <div className={frame.bar} role="status" data-testid="save-bar">
      <span>{t(mayBeSaved ? "inboxes.dirty" : "inboxes.unsound")}</span>
      <div>
        <Button onClick={onDiscard} disabled={isSaving} data-testid="discard">
          {t("inboxes.discard")}
        </Button>
        <Button variant="filled" onClick={onSave} loading={isSaving} disabled={!mayBeSaved} data-testid="save">
          {t("inboxes.save")}
        </Button>
      </div>
    </div>
  );
}
