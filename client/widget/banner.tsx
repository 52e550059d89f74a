/** @jsxImportSource preact */
import type { ThreadSource } from "./thread-source.ts";
import { t } from "./thread-words.ts";
import type { Ui } from "./ui.ts";

/** Says what is wrong with the line, what happens next and what the visitor can do; nothing while all is well. */
export function Banner({ ui, source }: { ui: Ui; source: ThreadSource }) {
  const { nowMs, desk } = ui;
  const { link, log } = source.get();
  if (link.phase === "ended") {
    const reload = link.reason === "version";
    const act = reload ? () => location.reload() : () => desk.show();
    return notice("ended", t(reload ? "link.version" : "link.over"), t(reload ? "link.reload" : "link.another"), act);
  }
  if (link.phase === "waiting") {
    const count = Math.max(1, Math.ceil((link.retryAtMs - nowMs) / 1_000));
    const text = link.online ? t("link.waiting", { count }) : t("link.offline");
    return notice("waiting", `${text} ${t("link.kept")}`, t("link.tryNow"), () => source.retryNow());
  }
  // A line that comes up at once is not worth a word: the style sheet holds this one back for a moment.
  return link.phase === "open" && log.caughtUp ? null : notice("connecting", t("link.connecting"));
}

function notice(kind: string, text: string, button?: string, act?: () => void) {
  return (
    <div class={`banner ${kind}`} role="status" data-testid="connection-banner" data-kind={kind}>
      <span>{text}</span>
      {button && (
        <button type="button" class="text-button" onClick={act}>
          {button}
        </button>
      )}
    </div>
  );
}
