/** @jsxImportSource preact */
import { Home } from "./home.tsx";
import { Icon } from "./icon.tsx";
import { Peek } from "./peek.tsx";
import { ThreadFrame } from "./thread-frame.tsx";
import { locale, t, type Ui } from "./ui.ts";

/** More than this is not worth a wider badge. */
const MAX_BADGE = 99;

/** The launcher and what it opens. */
export function Panel({ ui }: { ui: Ui }) {
  const { desk } = ui;
  const { open, unread } = ui.state;
  const closed = unread > 0 ? t("launcher.unread", { count: unread }) : t("launcher.open");
  return (
    <div class="root" lang={locale}>
      {open && (
        <section
          class="panel"
          role="dialog"
          aria-label={t("team.name")}
          tabIndex={-1}
          data-testid="panel"
          onKeyDown={(event) => {
            if (event.key === "Escape" && !event.isComposing) desk.toggle(false);
          }}
        >
          <View ui={ui} />
        </section>
      )}
      {!open && <Peek ui={ui} />}
      <button
        type="button"
        class={`launcher ${open ? "opened" : ""}`}
        data-testid="launcher"
        aria-expanded={open}
        aria-label={open ? t("launcher.close") : closed}
        onClick={() => desk.toggle(!open)}
      >
        <Icon name={open ? "down" : "chat"} size={24} />
        {!open && unread > 0 && (
          <span class="badge" data-testid="unread" aria-hidden="true">
            {unread > MAX_BADGE ? `${MAX_BADGE}+` : unread}
          </span>
        )}
      </button>
    </div>
  );
}

function View({ ui }: { ui: Ui }) {
  const { shown } = ui.state;
  const { script, requests, state } = ui.asking;
  if (script && requests && state === "open")
    return <script.RequestsPage ui={ui} requests={requests} back={() => ui.asking.close()} />;
  if (!shown) return <Home ui={ui} />;
  if (!ui.talk || !shown.source) return <ThreadFrame ui={ui} />;
  const { Thread } = ui.talk;
  return <Thread key={shown.key} ui={ui} source={shown.source} />;
}
