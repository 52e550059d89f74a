/** @jsxImportSource preact */
import { Avatar } from "./avatar.tsx";
import { Close } from "./close.tsx";
import { Icon } from "./icon.tsx";
import { promiseOf } from "./team.tsx";
import { t, type Ui } from "./ui.ts";

/** What stands in a thread's place until its script is there: its frame and its outlines, or a way to try again. */
export function ThreadFrame({ ui }: { ui: Ui }) {
  const { desk, state } = ui;
  return (
    <div class="thread" data-testid="thread-frame">
      <header class="thread-header">
        <button
          type="button"
          class="icon-button"
          data-testid="back"
          aria-label={t("frame.back")}
          onClick={() => desk.home()}
        >
          <Icon name="back" />
        </button>
        <Avatar by={undefined} />
        <div class="who">
          <h2>{t("team.name")}</h2>
          <p class="small cut">{promiseOf(ui)}</p>
        </div>
        <Close close={() => desk.toggle(false)} />
      </header>
      {state.talk === "failed" ? (
        <p class="frame-failed" role="alert">
          {t("frame.failed")}{" "}
          <button type="button" class="text-button" data-testid="frame-retry" onClick={() => void desk.fetchTalk()}>
            {t("home.retry")}
          </button>
        </p>
      ) : (
        <div class="ghosts" role="status" aria-label={t("frame.loading")}>
          <i />
          <i />
          <i />
        </div>
      )}
      <div class="ghost-field" aria-hidden="true" />
    </div>
  );
}
