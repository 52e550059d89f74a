/** @jsxImportSource preact */
import type { EndReason, Link } from "#client/lib/socket.ts";
import { useNow } from "./use-observable.ts";
import { useWords } from "./words.ts";

const END_WORDS = {
  session: "link.sessionLost",
  forbidden: "link.forbidden",
  version: "link.version",
  gone: "link.gone",
} as const satisfies Record<EndReason, string>;

interface BannerProps {
  readonly link: Link;
  /** Everything that was missed is there. */
  readonly caughtUp: boolean;
  readonly retryNow: () => void;
  readonly startNew: () => void;
}

/** Says what is wrong with the line, what happens next and what the visitor can do; nothing while all is well. */
export function Banner({ link, caughtUp, retryNow, startNew }: BannerProps) {
  const { t } = useWords();
  if (link.phase === "ended") {
    const reload = link.reason === "version";
    return (
      <Notice
        kind="ended"
        text={t(END_WORDS[link.reason])}
        button={t(reload ? "link.reload" : "link.startNew")}
        act={reload ? () => location.reload() : startNew}
      />
    );
  }
  if (link.phase === "waiting") return <Waiting link={link} retryNow={retryNow} />;
  if (link.phase === "open" && caughtUp) return null;
  // A line that comes up at once is not worth a word: the style sheet holds this one back for a moment.
  return <Notice kind="connecting" text={t("link.connecting")} />;
}

function Waiting({ link, retryNow }: { link: Extract<Link, { phase: "waiting" }>; retryNow: () => void }) {
  const { t } = useWords();
  const count = Math.max(1, Math.ceil((link.retryAtMs - useNow(1_000)) / 1_000));
  const text = link.online ? t("link.waiting", { count }) : t("link.offline");
  return <Notice kind="waiting" text={`${text} ${t("link.kept")}`} button={t("link.tryNow")} act={retryNow} />;
}

function Notice({ kind, text, button, act }: { kind: string; text: string; button?: string; act?: () => void }) {
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
