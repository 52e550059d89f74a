/** What stands where a page would: while it loads, when it breaks, when there is none. */
import { Button, Skeleton } from "@mantine/core";
import { type ErrorComponentProps, Link, useRouter } from "@tanstack/react-router";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { ApiError } from "#client/lib/api.ts";
import { Notice } from "./notice.tsx";
import classes from "./shell.module.css";

export function PageLoading() {
  const { t } = useWords();
  return (
    <div className={classes.skeleton} aria-busy="true" data-testid="page-loading">
      <div />
      <div>
        <span className="visually-hidden">{t("console.loading")}</span>
        {["a", "b", "c", "d"].map((row) => (
          <Skeleton key={row} height={56} />
        ))}
      </div>
      <div />
    </div>
  );
}

/** An unreachable server is worth another try; a broken page needs to be loaded anew. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useWords();
  const router = useRouter();
  const isNetwork = error instanceof ApiError;
  return (
    <main className={classes.center}>
      <Notice
        alert
        icon={<Icon name={isNetwork ? "offline" : "warn"} />}
        title={t(isNetwork ? "console.unreachable.title" : "console.crashed.title")}
        text={t(isNetwork ? "console.unreachable.text" : "console.crashed.text")}
      >
        {isNetwork ? (
          <Button
            variant="filled"
            onClick={() => {
              reset();
              void router.invalidate();
            }}
          >
            {t("action.retry")}
          </Button>
        ) : (
          <Button variant="filled" onClick={() => location.reload()}>
            {t("link.reload")}
          </Button>
        )}
      </Notice>
    </main>
  );
}

export function PageMissing() {
  const { t } = useWords();
  return (
    <main className={classes.center}>
      <Notice icon={<Icon name="search" />} title={t("console.notFound.title")} text={t("console.notFound.text")}>
        <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "mine" }} {...props} />}>
          {t("console.notFound.action")}
        </Button>
      </Notice>
    </main>
  );
}
