/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { textToSend } from "#client/lib/text.ts";
import { MAX_TEXT_CHARS } from "#protocol/constants";
import { Icon } from "./icon.tsx";
import { useWords } from "./words.ts";

/** A message that is being changed. */
export interface Editing {
  readonly messageId: string;
  readonly content: string;
}

interface ComposerProps {
  /** What is written here and not sent stays with it while the page does. */
  readonly draftOf: object;
  readonly editing: Editing | undefined;
  readonly stopEditing: () => void;
  /** Takes the text, of a new message or of the one being changed. */
  readonly submit: (text: string) => void;
  readonly typing: () => void;
}

/** Some browsers report the Enter that ends a composition after `isComposing` has gone; its key code stays this. */
const COMPOSING_KEY_CODE = 229;

const drafts = new WeakMap<object, string>();

/** Where the visitor writes: Enter sends, Shift+Enter breaks the line, and an input method keeps its Enter. */
export function Composer({ draftOf, editing, stopEditing, submit, typing }: ComposerProps) {
  const { t } = useWords();
  const [text, setText] = useState(drafts.get(draftOf) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const ready = textToSend(text);

  useEffect(() => {
    setText(editing?.content ?? drafts.get(draftOf) ?? "");
    // On a touch screen the keyboard would jump up over the thread unasked.
    if (editing || matchMedia("(hover: hover)").matches) field.current?.focus();
  }, [editing, draftOf]);
  // The height follows the text, up to what the style sheet allows.
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  });

  const write = (next: string) => {
    setText(next);
    if (!editing) drafts.set(draftOf, next);
  };
  const send = () => {
    if (ready === undefined) return;
    submit(ready);
    write("");
    field.current?.focus();
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === COMPOSING_KEY_CODE) return;
    if (event.key === "Escape" && editing) {
      event.stopPropagation();
      stopEditing();
    }
    if (event.key !== "Enter" || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {editing && (
        <div class="editing">
          <span>{t("composer.editing")}</span>
          <button type="button" class="text-button" onClick={stopEditing}>
            {t("action.cancel")}
          </button>
        </div>
      )}
      <div class="field">
        <textarea
          ref={field}
          data-testid="composer"
          rows={1}
          value={text}
          maxLength={MAX_TEXT_CHARS}
          aria-label={t("composer.label")}
          placeholder={t("composer.placeholder")}
          onInput={(event) => {
            write(event.currentTarget.value);
            if (!editing && event.currentTarget.value !== "") typing();
          }}
          onKeyDown={keyDown}
        />
        <button
          type="submit"
          class="send"
          data-testid="send"
          aria-label={t(editing ? "action.save" : "composer.send")}
          disabled={ready === undefined}
          // The keyboard of a phone stays up.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name={editing ? "check" : "send"} />
        </button>
      </div>
    </form>
  );
}
