import { Button } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWords } from "#client/console/words.tsx";
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import classes from "./line-banner.module.css";

/** Says when the line is down and what that means for what is being written; nothing while all is well. */
export function LineBanner({ snapshot, onRetry }: { snapshot: ConversationSnapshot; onRetry: () => void }) {
  const { t } = useWords();
  const { link, log } = snapshot;
  const nowMs = useNow(1_000);
  if (link.phase === "ended") {
    const words =
      link.reason === "version" ? t("link.version") : link.reason === "forbidden" ? t("line.forbidden") : undefined;
    if (words === undefined) return null;
    return (
      <Banner kind="bad" words={words}>
        {link.reason === "version" && <Button onClick={() => location.reload()}>{t("link.reload")}</Button>}
      </Banner>
    );
  }
  // The first moments of opening a thread show skeletons, not a warning.
  const wasHere = log.syncedSeq !== undefined;
  if (link.phase === "open")
    return wasHere && !log.caughtUp ? <Banner kind="info" words={t("line.catchingUp")} /> : null;
  if (link.phase !== "waiting" && (link.online || !wasHere)) return null;
  const seconds = link.phase === "waiting" ? Math.max(1, Math.ceil((link.retryAtMs - nowMs) / 1_000)) : 0;
  return (
    <Banner kind="warn" words={t("line.lost")}>
      {link.phase === "waiting" && link.online && (
        <>
          <span className={classes.again}>{t("link.waiting", { count: seconds })}</span>
          <Button onClick={onRetry}>{t("link.tryNow")}</Button>
        </>
      )}
    </Banner>
  );
}

function Banner({
  kind,
  words,
  children,
}: {
  kind: "info" | "warn" | "bad";
  words: string;
  children?: React.ReactNode;
}) {
  return (
    <div className={classes.banner} data-kind={kind} role="status" data-testid="line-banner">
      <Icon name={kind === "info" ? "reopen" : "offline"} size={16} />
      <span className={classes.words}>{words}</span>
      {children}
    </div>
  );
}
