/** @jsxImportSource preact */
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { t, type Ui } from "./ui.ts";

/** The newest message that nobody has read, above the closed launcher; it can be opened or put away, and is told once. */
export function Peek({ ui: { desk, state } }: { ui: Ui }) {
  const { peek } = state;
  if (!peek) return null;
  const { key, by, text } = peek;
  return (
    <div class="peek" role="status" data-testid="peek">
      <button
        type="button"
        class="peek-text"
        onClick={() => {
          desk.show(key);
          desk.toggle(true);
        }}
      >
        <Avatar by={by} />
        <span>
          <strong class="cut" dir="auto">
            {by?.name || t("team.name")}
          </strong>
          <span class="peek-words" dir="auto">
            {text}
          </span>
        </span>
      </button>
      <button type="button" class="icon-button small" aria-label={t("peek.away")} onClick={() => desk.putPeekAway()}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
}
