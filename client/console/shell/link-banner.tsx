/** What a line is doing, in words: lost, when it is tried again, back. Nothing while all is well. */
import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWords } from "#client/console/words.tsx";
import type { Link } from "#client/lib/socket.ts";
import classes from "./link-banner.module.css";

/** Long enough to be read, short enough not to be in the way. */
const BACK_SHOWN_MS = 4_000;

export interface LinkBannerProps {
  readonly link: Link;
  readonly words: { readonly lost: string; readonly offline: string; readonly back: string; readonly version: string };
  readonly onRetry: () => void;
  readonly testId: string;
}

export function LinkBanner({ link, words, onRetry, testId }: LinkBannerProps) {
  const { t } = useWords();
  // The first moments of opening show skeletons, not a warning; without a network they would never end.
  const isDown = link.phase === "waiting" || (link.phase === "connecting" && !link.online);
  const isBack = useJustBack(isDown, link.phase === "open");
  if (link.phase === "ended") {
    if (link.reason !== "version") return null;
    return (
      <Banner kind="bad" words={words.version} testId={testId}>
        <Button onClick={() => location.reload()}>{t("link.reload")}</Button>
      </Banner>
    );
  }
  if (isBack) return <Banner kind="info" words={words.back} testId={testId} />;
  if (!isDown) return null;
  return (
    <Banner kind="warn" words={link.online ? words.lost : words.offline} testId={testId}>
      {link.phase === "waiting" && link.online && <TryNow retryAtMs={link.retryAtMs} onRetry={onRetry} />}
    </Banner>
  );
}

/** When it is tried again, for whoever does not want to wait. */
export function TryNow({ retryAtMs, onRetry }: { retryAtMs: number; onRetry: () => void }) {
  const { t } = useWords();
  const nowMs = useNow(1_000);
  const seconds = Math.max(1, Math.ceil((retryAtMs - nowMs) / 1_000));
  return (
    <>
      <span className={classes.again}>{t("link.waiting", { count: seconds })}</span>
      <Button onClick={onRetry}>{t("link.tryNow")}</Button>
    </>
  );
}

/** @returns whether the line has just come back after having been down */
export function useJustBack(isDown: boolean, isOpen: boolean): boolean {
  const [state, setState] = useState<"well" | "down" | "back">("well");
  if (isDown && state !== "down") setState("down");
  if (!isDown && isOpen && state === "down") setState("back");
  useEffect(() => {
    if (state !== "back") return;
    const timer = setTimeout(() => setState("well"), BACK_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return state === "back";
}

export function Banner(props: { kind: "info" | "warn" | "bad"; words: string; testId: string; children?: ReactNode }) {
  const { kind, words, testId, children } = props;
  return (
    <div className={classes.banner} data-kind={kind} role="status" data-testid={testId}>
      <Icon name={kind === "info" ? "check" : "offline"} size={16} />
      <span className={classes.words}>{words}</span>
      {children}
    </div>
  );
}
