import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { Progress } from "#client/console/privacy/progress.tsx";
import { isUnderWay, requestsKey } from "#client/console/privacy/queries.ts";
import { wordPrivacyRefusal } from "#client/console/privacy/refused.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import { exportPath, retryPrivacyRequest } from "#client/lib/privacy-api.ts";
import { EXPORT_FORMATS } from "#protocol/constants";
import type { PrivacyRequest } from "#protocol/http-privacy";
import classes from "./requests-page.module.css";

const NOW_EVERY_MS = 30_000;
const KIND_ICONS = { export: "download", erasure: "trash", retention: "clock" } as const;

/** The end of an id tells one from another; its beginning is the time, and alike for all of a day. */
const shortId = (id: string) => id.slice(-6);

export function RequestRow({ request }: { request: PrivacyRequest }) {
  const { t, locale } = useWordsOf(privacyWords);
  const { agentName } = useDirectory();
  const nowMs = useNow(NOW_EVERY_MS);
  const { kind, status, progress, contactId, inboxId, requestedBy, createdAt } = request;
  const createdAtMs = Date.parse(createdAt);
  const who =
    contactId === undefined ? t("requests.inbox", { id: inboxId }) : t("requests.customer", { id: shortId(contactId) });
  const by = requestedBy === "system" ? t("requests.bySystem") : t("requests.by", { name: agentName(requestedBy) });
  return (
    <li className={classes.row} data-testid="request-row" data-kind={kind} data-status={status} data-id={request.id}>
      <span className={classes.icon} data-kind={kind}>
        <Icon name={KIND_ICONS[kind]} size={16} />
      </span>
      <div className={classes.what}>
        <p className={classes.line}>
          <strong>{t(`requests.kind.${kind}`)}</strong>
          <span title={contactId}>{who}</span>
        </p>
        <p className={classes.meta}>
          <time dateTime={createdAt} title={formatInstant(locale, createdAtMs)}>
            {formatAgo(locale, createdAtMs, nowMs)}
          </time>
          {" · "}
          {by}
        </p>
        {isUnderWay(request) && <Progress {...progress} label={t(`requests.kind.${kind}`)} />}
        {request.failure !== undefined && status !== "done" && (
          <p className={classes.failure}>{failureWords(request.failure, t)}</p>
        )}
      </div>
      <div className={classes.state}>
        <span className={classes.status} data-status={status}>
          {t(`requests.status.${status}`)}
        </span>
        {progress.total > 0 && kind !== "export" && (
          <span className={classes.meta}>{t("requests.progress", progress)}</span>
        )}
        {request.expiresAt !== undefined && status === "done" && (
          <span className={classes.meta}>{t("requests.expires", { at: formatDate(request.expiresAt, locale) })}</span>
        )}
      </div>
      <Actions request={request} />
    </li>
  );
}

function Actions({ request }: { request: PrivacyRequest }) {
  const { t, locale } = useWordsOf(privacyWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const me = useMe();
  const { id, kind, status, requestedBy, failure } = request;
  const retry = useMutation({
    mutationFn: () => retryPrivacyRequest(api, id),
    onSuccess: () => notify.done(t("requests.retried")),
    onError: (error) => notify.problem(wordPrivacyRefusal(error, t)),
    onSettled: () => queries.invalidateQueries({ queryKey: requestsKey }),
  });
  const mayRetry = kind === "export" || me.permissions.includes("privacy.erase");
  if (status === "failed" && failure !== "erased" && mayRetry) {
    return (
      <div className={classes.actions}>
        <Button loading={retry.isPending} onClick={() => retry.mutate()} data-testid="request-retry">
          {t("requests.retry")}
        </Button>
      </div>
    );
  }
  if (kind !== "export" || status !== "done") return null;
  if (requestedBy !== me.id) return <p className={classes.meta}>{t("requests.notYours")}</p>;
  return (
    <div className={classes.actions}>
      {EXPORT_FORMATS.map((format) => (
        <Button
          key={format}
          component="a"
          href={exportPath(id, format, locale)}
          download
          aria-label={t(`requests.download.${format}Label`)}
          leftSection={<Icon name="download" size={14} />}
          data-testid={`request-download-${format}`}
        >
          {t(`requests.download.${format}`)}
        </Button>
      ))}
    </div>
  );
}

function failureWords(failure: string, t: ReturnType<typeof useWordsOf<(typeof privacyWords)["en"]>>["t"]): string {
  switch (failure) {
    case "erased":
      return t("requests.failure.erased");
    case "key_missing":
      return t("requests.failure.key_missing");
    default:
      return t("requests.failure.broken");
  }
}

function formatDate(at: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium" }).format(Date.parse(at));
}
