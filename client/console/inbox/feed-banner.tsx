import { useMay } from "#client/console/session/me.ts";
import { LinkBanner } from "#client/console/shell/link-banner.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { useFeed } from "./feed.tsx";

/** Says when the lists stand still, and since when they do not any more. */
export function FeedBanner() {
  const { t } = useWordsOf(inboxWords);
  const { link, retryNow } = useFeed();
  const mayListen = useMay("agent.feed");
  if (!mayListen) return null;
  const words = { lost: t("feed.lost"), offline: t("feed.offline"), back: t("feed.back"), version: t("link.version") };
  return <LinkBanner link={link} words={words} onRetry={retryNow} testId="feed-banner" />;
}
