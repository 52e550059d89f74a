import { Button } from "@mantine/core";
import { Banner, TryNow, useJustBack } from "#client/console/shell/link-banner.tsx";
import { useWords } from "#client/console/words.tsx";
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";

const TEST_ID = "line-banner";

/** Says when the conversation's line is down and what that means for what is being written; nothing while all is well. */
export function LineBanner({ snapshot, onRetry }: { snapshot: ConversationSnapshot; onRetry: () => void }) {
  const { t } = useWords();
  const { link, log } = snapshot;
  // The first moments of opening a thread show skeletons, not a warning; without a network they would never end.
  const isDown = link.phase === "waiting" || (link.phase === "connecting" && !link.online);
  const isBack = useJustBack(isDown, link.phase === "open" && log.caughtUp);
  if (link.phase === "ended") {
    const words =
      link.reason === "version" ? t("link.version") : link.reason === "forbidden" ? t("line.forbidden") : undefined;
    if (words === undefined) return null;
    return (
      <Banner kind="bad" words={words} testId={TEST_ID}>
        {link.reason === "version" && <Button onClick={() => location.reload()}>{t("link.reload")}</Button>}
      </Banner>
    );
  }
  if (isDown) {
    return (
      <Banner kind="warn" words={t(link.online ? "line.lost" : "line.offline")} testId={TEST_ID}>
        {link.phase === "waiting" && link.online && <TryNow retryAtMs={link.retryAtMs} onRetry={onRetry} />}
      </Banner>
    );
  }
  if (link.phase === "open" && log.syncedSeq !== undefined && !log.caughtUp)
    return <Banner kind="info" words={t("line.catchingUp")} testId={TEST_ID} />;
  return isBack ? <Banner kind="info" words={t("line.back")} testId={TEST_ID} /> : null;
}
