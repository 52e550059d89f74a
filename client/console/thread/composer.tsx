import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useId, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { kept } from "#client/console/kept.ts";
import { usePreferences } from "#client/console/preferences/use-preferences.ts";
import { agentsQuery } from "#client/console/session/directory.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { deskWords } from "#client/i18n/console-desk.ts";
import { joinWords } from "#client/i18n/translate.ts";
import { textToSend } from "#client/lib/text.ts";
import { MAX_TEXT_CHARS } from "#protocol/constants";
import type { AgentSummary } from "#protocol/http";
import type { Conversation, Message } from "#protocol/vocabulary";
import classes from "./composer.module.css";
import { ComposerBlocked } from "./composer-blocked.tsx";
import { ComposerKeys } from "./composer-keys.tsx";
import { replyBlock } from "./composer-state.ts";
import { ComposerTab } from "./composer-tab.tsx";
import { ComposerTools } from "./composer-tools.tsx";
import { replaced, withSign } from "./composer-trigger.ts";
import { type ComposerMode, draftsOf } from "./drafts.ts";
import { mentionedIn } from "./mentions.ts";
import { looksPersonal } from "./personal-hint.ts";
import { isComposing, sends } from "./send-key.ts";
import { SuggestList, suggestingField } from "./suggest-list.tsx";
import type { Suggestion } from "./suggestions.ts";
import type { ThreadCommands } from "./use-conversation.ts";
import { useFocusWhenFreed, useGrowing } from "./use-field.ts";
import { useFileDrop } from "./use-file-drop.ts";
import { useSuggest } from "./use-suggest.ts";

export interface ComposerProps {
  readonly conversationId: string;
  readonly conversation: Conversation | undefined;
  readonly customerName: string;
  /** Absent while a guest has not said it. */
  readonly knownName: string | undefined;
  /** What is written to at first; a reply unless the reader may not. */
  readonly firstMode?: ComposerMode;
  readonly tabNames?: Readonly<Record<ComposerMode, string>>;
  /** Whom a note may name; everybody if it does not say. */
  readonly mayHear?: (agent: AgentSummary) => boolean;
  /** A choice for replies, beside the button that sends them. */
  readonly besideSend?: ReactNode;
  readonly editing: { readonly message: Message; readonly text: string } | undefined;
  readonly onSend: ThreadCommands["send"];
  readonly onEdited: (text: string) => void;
  readonly onEditCancelled: () => void;
  readonly onTyping: () => void;
}

const composerWords = joinWords(customerWords, deskWords);

/** Where agents write. The whole of it changes for a note, so that nobody takes one for the other. */
export function Composer(props: ComposerProps) {
  const { conversationId, conversation, customerName, editing, mayHear = () => true } = props;
  const { t } = useWordsOf(composerWords);
  const me = useMe();
  const notify = useNotify();
  const { sendKey } = usePreferences();
  const agents = useQuery(agentsQuery).data;
  const mayNote = useMay("conversation.note");
  const block = replyBlock(conversation, me.id, me.permissions);
  const [mode, setMode] = useState<ComposerMode>(block === "permission" ? "note" : (props.firstMode ?? "reply"));
  const drafts = useMemo(() => draftsOf(kept, me.id, conversationId), [me.id, conversationId]);
  const [text, setText] = useState(() => drafts.read(mode));
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<number>();
  const [panelId, hintId, listId] = [useId(), useId(), useId()];
  const over = text.trim().length - MAX_TEXT_CHARS;
  const blocked = editing === undefined && mode === "reply" ? block : undefined;
  const isNote = editing === undefined ? mode === "note" : editing.message.private === true;
  const willMask = isNote && over <= 0 && looksPersonal(text);
  const customer = props.knownName ?? t("composer.somebody");
  const { suggest, step, dismiss, recall } = useSuggest({ text, caret, isNote, customer, mayHear });
  useGrowing(field, text);
  useFocusWhenFreed(field, blocked !== undefined);

  useFileDrop(useCallback(() => notify.problem(t("composer.files")), [notify, t]));

  // An edit takes the field over, and gives it back with the draft that was there.
  const editingId = editing?.message.id;
  const editingText = editing?.text;
  useEffect(() => {
    setText(editingText ?? drafts.read(mode));
    if (editingId !== undefined) field.current?.focus();
  }, [editingId, editingText, drafts, mode]);

  function write(next: string) {
    setText(next);
    if (editing !== undefined) return;
    drafts.write(mode, next);
    if (mode === "reply" && next !== "") props.onTyping();
  }

  /** The draft comes in the same drawing: a note never stands where answers are written. */
  function choose(next: ComposerMode) {
    setMode(next);
    setText(drafts.read(next));
  }

  function submit() {
    const ready = textToSend(text);
    if (ready === undefined || blocked !== undefined) return;
    if (editing !== undefined) return props.onEdited(ready);
    props.onSend(ready, isNote, isNote ? mentionedIn(ready, (agents ?? []).filter(mayHear)) : []);
    write("");
  }

  /** Puts it where it belongs, and the caret behind it. */
  function put(next: { text: string; caret: number }) {
    flushSync(() => {
      write(next.text);
      setCaret(next.caret);
    });
    field.current?.focus();
    field.current?.setSelectionRange(next.caret, next.caret);
  }

  function pick(item: Suggestion) {
    if (suggest !== undefined) put(replaced(text, suggest.trigger, item.insert));
  }

  function onSuggestKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (suggest === undefined) return false;
    const item = suggest.items[suggest.active];
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") dismiss();
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey && item !== undefined) pick(item);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    const composes = isComposing(event.nativeEvent);
    if (!composes && onSuggestKey(event)) event.preventDefault();
    else if (!composes && event.key === "Escape" && editing !== undefined) props.onEditCancelled();
    else if (sends(event.nativeEvent, sendKey)) {
      event.preventDefault();
      submit();
    }
  }

  const label = isNote ? t("composer.noteLabel") : t("composer.replyLabel", { name: customerName });
  return (
    <section
      className={classes.composer}
      aria-label={label}
      data-mode={isNote ? "note" : "reply"}
      data-testid="composer"
    >
      {editing === undefined ? (
        <div className={classes.tabs} role="tablist" aria-label={t("composer.mode")}>
          {(["reply", "note"] as const).map(
            (each) =>
              (each === "reply" || mayNote) && (
                <ComposerTab
                  key={each}
                  mode={each}
                  current={mode}
                  panelId={panelId}
                  name={props.tabNames?.[each]}
                  onChoose={choose}
                />
              ),
          )}
          {blocked === undefined && (
            <span className={`${classes.audience} ellipsis`}>
              {isNote ? t("composer.noteTo") : t("composer.replyTo", { name: customerName })}
            </span>
          )}
        </div>
      ) : (
        <div className={classes.tabs} data-testid="composer-editing">
          <span className={classes.editing}>
            <Icon name="edit" size={16} />
            {t("composer.editing")}
          </span>
        </div>
      )}
      <div id={panelId} {...(editing === undefined && { role: "tabpanel", "aria-label": label })}>
        {blocked !== undefined && conversation !== undefined ? (
          <ComposerBlocked block={blocked} conversation={conversation} />
        ) : (
          <div>
            {suggest !== undefined && <SuggestList id={listId} suggest={suggest} onPick={pick} />}
            <textarea
              ref={field}
              className={classes.field}
              aria-label={label}
              aria-describedby={hintId}
              aria-invalid={over > 0}
              placeholder={t(isNote ? "composer.notePlaceholder" : "composer.replyPlaceholder")}
              rows={1}
              value={text}
              onChange={(event) => {
                write(event.target.value);
                setCaret(event.target.selectionStart);
              }}
              {...suggestingField(listId, suggest, setCaret)}
              onKeyDown={onKeyDown}
              enterKeyHint="send"
              data-testid="composer-field"
            />
            <div className={classes.foot}>
              <ComposerTools
                isNote={isNote}
                onUse={(action) => {
                  recall();
                  put(withSign(text, field.current?.selectionEnd ?? text.length, action));
                }}
              />
              <span
                className={classes.hint}
                id={hintId}
                data-bad={over > 0 || undefined}
                data-warns={willMask || undefined}
                role={over > 0 ? "alert" : "status"}
              >
                {over > 0 ? t("composer.tooLong", { over }) : willMask ? t("composer.willMask") : <ComposerKeys />}
              </span>
              {!isNote && editing === undefined && props.besideSend}
              {editing !== undefined && (
                <Button variant="subtle" onClick={props.onEditCancelled} data-testid="edit-cancel">
                  {t("action.cancel")}
                </Button>
              )}
              <Button
                variant={isNote ? "default" : "filled"}
                className={classes.send}
                onClick={submit}
                disabled={textToSend(text) === undefined}
                data-testid="composer-send"
              >
                {editing !== undefined ? t("action.save") : t(isNote ? "composer.addNote" : "composer.send")}
              </Button>
            </div>
          </div>
        )}
      </div>
    </section>
  );
}
