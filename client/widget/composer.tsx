/** @jsxImportSource preact */
import { textToSend } from "#client/lib/text.ts";
import { MAX_TEXT_CHARS } from "#protocol/constants";
import { Icon } from "./icon.tsx";
import type { ThreadSource } from "./thread-source.ts";
import { t } from "./thread-words.ts";
import type { Ui } from "./ui.ts";

/** Some browsers report the Enter that ends a composition after `isComposing` has gone; its key code stays this. */
const COMPOSING_KEY_CODE = 229;

/** Where the visitor writes: Enter sends, Shift+Enter breaks the line, and an input method keeps its Enter. */
export function Composer({ ui, source }: { ui: Ui; source: ThreadSource }) {
  const { text, editing } = ui;
  const ready = textToSend(text);
  const send = () => {
    if (ready === undefined) return;
    if (editing) {
      if (ready !== editing.content) source.edit?.(editing.messageId, ready);
      ui.edit(undefined);
    } else {
      ui.write("");
      ui.toEnd();
      source.send(ready);
    }
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === COMPOSING_KEY_CODE) return;
    if (event.key === "Escape" && editing) {
      event.stopPropagation();
      ui.edit(undefined);
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
          <button type="button" class="text-button" onClick={() => ui.edit(undefined)}>
            {t("action.cancel")}
          </button>
        </div>
      )}
      <div class="field">
        <textarea
          data-testid="composer"
          rows={1}
          value={text}
          maxLength={MAX_TEXT_CHARS}
          aria-label={t("composer.label")}
          placeholder={t("composer.placeholder")}
          onInput={({ currentTarget }) => {
            ui.write(currentTarget.value);
            if (!editing && currentTarget.value !== "") source.typing?.();
          }}
          onKeyDown={keyDown}
        />
        <button
          type="submit"
          class="send"
          data-testid="send"
          aria-label={t(editing ? "action.save" : "composer.send")}
          disabled={ready === undefined}
          // The focus stays in the field, and with it a phone's keyboard.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name={editing ? "check" : "send"} />
        </button>
      </div>
    </form>
  );
}
