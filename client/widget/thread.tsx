/** @jsxImportSource preact */
import { formatDay } from "#client/i18n/format.ts";
import { hasOlder } from "#client/lib/conversation-log.ts";
import { answering } from "#client/lib/entries.ts";
import { Banner } from "./banner.tsx";
import { Bubble } from "./bubble.tsx";
import { ClosingPlace } from "./closing-place.tsx";
import { Composer } from "./composer.tsx";
import { ProductOffer } from "./product-offer.tsx";
import { ThreadHeader } from "./thread-header.tsx";
import type { ThreadSource } from "./thread-source.ts";
import { t } from "./thread-words.ts";
import { locale, type Ui } from "./ui.ts";

/** Scrolled up this far, the page before is fetched without asking. */
const NEAR_TOP_PX = 120;
const OLDER_WORDS = { idle: "thread.older", loading: "thread.olderLoading", failed: "thread.olderFailed" } as const;

interface ThreadProps {
  readonly ui: Ui;
  readonly source: ThreadSource;
}

/** One conversation: who answers, what was said, how the line is, and where to write. */
export function Thread({ ui, source }: ThreadProps) {
  const { nowMs, placed, state } = ui;
  const { log, link, older } = source.get();
  const loadOlder = () => void source.loadOlder?.();
  return (
    <div class="thread" data-testid="thread">
      <ThreadHeader ui={ui} log={log} />
      <Banner ui={ui} source={source} />
      {!ui.desk.keeps && <p class="not-kept">{t("thread.notKept")}</p>}
      <div
        class="messages"
        data-testid="messages"
        onScroll={({ currentTarget }) => {
          ui.scrolled();
          if (currentTarget.scrollTop < NEAR_TOP_PX && older === "idle") loadOlder();
        }}
      >
        {hasOlder(log) && (
          <button
            type="button"
            class="older"
            data-testid="load-older"
            disabled={older === "loading"}
            onClick={loadOlder}
          >
            {t(OLDER_WORDS[older])}
          </button>
        )}
        {placed.length === 0 && log.caughtUp && link.phase === "open" && <Beginning ui={ui} />}
        {placed.length === 0 && !log.caughtUp && <Ghosts />}
        <div role="log" aria-label={t("thread.log")}>
          <ol>
            {placed.flatMap((one) => [
              one.newDay && (
                <li key={one.atMs} class="day">
                  {formatDay(locale, one.atMs, nowMs)}
                </li>
              ),
              <Bubble key={one.entry.key} ui={ui} source={source} placed={one} />,
            ])}
          </ol>
        </div>
        <Footnote source={source} />
      </div>
      {ui.missed && (
        <button type="button" class="latest" data-testid="to-latest" onClick={ui.toEnd}>
          {t("thread.latest")}
        </button>
      )}
      {state.refusal && (
        <p class="refusal" role="alert">
          {t(state.refusal === "conflict" ? "message.editFailed" : `error.${state.refusal}`)}
        </p>
      )}
      <ClosingPlace source={source} />
      <ProductOffer ui={ui} source={source} />
      <Composer ui={ui} source={source} />
    </div>
  );
}

/** Before the first message: how it goes on, and where it is written what becomes of it. */
function Beginning({ ui }: Pick<ThreadProps, "ui">) {
  const { shop } = ui.state;
  return (
    <div class="hint" data-testid="beginning">
      <p>{t("thread.begin")}</p>
      {shop?.team.state !== undefined && shop.team.state !== "online" && <p>{t("thread.keptForYou")}</p>}
      {shop?.privacyUrl && /^https?:/.test(shop.privacyUrl) && (
        <p>
          {t("thread.privacy")}{" "}
          <a class="text-button" href={shop.privacyUrl} target="_blank" rel="noopener noreferrer">
            {t("thread.privacyLink")}
          </a>
        </p>
      )}
    </div>
  );
}

/** Messages that are still on their way. */
function Ghosts() {
  return (
    <div class="ghosts" aria-hidden="true">
      <i />
      <i />
      <i />
    </div>
  );
}

/** What comes next, where the eye is: below the last message. */
function Footnote({ source }: Pick<ThreadProps, "source">) {
  const { log } = source.get();
  if (log.typing.some(({ by }) => by.type !== "contact")) {
    return (
      <p class="dots" aria-hidden="true" data-testid="typing">
        <i />
        <i />
        <i />
      </p>
    );
  }
  if (log.conversation?.status === "resolved") return <p class="hint">{t("thread.resolved")}</p>;
  if (log.queuePosition === undefined || answering(log)) return null;
  const { fromMinutes: from = 0, toMinutes: to } = log.queueWait ?? {};
  return (
    <p class="hint" data-testid="queue-note">
      {to && `${t(from ? "thread.wait" : "thread.waitAtMost", { from, to })} `}
      {t(log.isQueueFull === true ? "thread.leaveMessage" : "thread.positionNote")}
    </p>
  );
}
