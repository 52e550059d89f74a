import { Button, Progress } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { keysWords } from "#client/i18n/console-keys.ts";
import { formatAgo, formatInstant, formatTime } from "#client/i18n/format.ts";
import type { KeyRingName } from "#protocol/constants";
import type { KeyRingStatus, KeyRotation, RingKey } from "#protocol/http-keys";
import classes from "./keys.module.css";
import { isRunning, useCheck } from "./use-keys.ts";

/** The secret that holds each ring. */
const SECRETS = { data: "KEY_RING", "blind-index": "BLIND_INDEX_KEYS" } as const satisfies Record<KeyRingName, string>;
const TICK_MS = 15_000;

export function RingCard({ status }: { status: KeyRingStatus }) {
  const { t } = useWordsOf(keysWords);
  const check = useCheck(status.ring);
  const running = isRunning(status);
  const { ring, keys, rotation } = status;
  return (
    <section className={classes.card} aria-labelledby={`ring-${ring}`} data-testid={`ring-${ring}`}>
      <header className={classes.head}>
        <div>
          <h3 id={`ring-${ring}`}>{t(`keys.${ring}.title`)}</h3>
          <p>{t(`keys.${ring}.text`)}</p>
        </div>
        <Button
          loading={check.isPending}
          disabled={running}
          onClick={() => check.mutate()}
          data-testid={`check-${ring}`}
        >
          {t("keys.check")}
        </Button>
      </header>
      {keys
        .filter(({ state }) => state === "missing")
        .map(({ id }) => (
          <div key={id} className={classes.missing} role="alert" data-testid="key-missing">
            <Icon name="warn" />
            <div>
              <strong>{t("keys.missing.title", { id })}</strong>
              <p>{t("keys.missing.text", { secret: SECRETS[ring] })}</p>
            </div>
          </div>
        ))}
      {rotation !== undefined && <Rotation rotation={rotation} />}
      <table className={classes.keys}>
        <thead>
          <tr>
            <th scope="col">{t("keys.key")}</th>
            <th scope="col">{t("keys.use")}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <Key key={key.id} ring={ring} ringKey={key} wasChecked={rotation?.endedAt !== undefined} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Key({ ring, ringKey, wasChecked }: { ring: KeyRingName; ringKey: RingKey; wasChecked: boolean }) {
  const { t } = useWordsOf(keysWords);
  const { id, state, rows, copies, mayRemove } = ringKey;
  const uses = [
    ...(rows > 0 ? [t(`keys.${ring}.rows`, { count: rows })] : []),
    ...(ring === "blind-index" && state === "current" ? [t("keys.words")] : []),
    ...(copies > 0 ? [t("keys.copies", { count: copies })] : []),
  ];
  return (
    <tr data-testid="ring-key" data-key-id={id} data-state={state}>
      <td>
        <code>{id}</code>
        <span className={classes.state} data-state={state}>
          {t(`keys.state.${state}`)}
        </span>
      </td>
      <td>{uses.length === 0 ? t("keys.nothing") : uses.join(" · ")}</td>
      <td>
        {state === "old" && mayRemove && (
          <span className={classes.removable} data-testid="may-remove">
            <Icon name="check" size={16} />
            {t("keys.mayRemove")}
          </span>
        )}
        {state === "old" && !mayRemove && (
          <span className={classes.needed}>{t(wasChecked || rows > 0 ? "keys.stillNeeded" : "keys.unchecked")}</span>
        )}
      </td>
    </tr>
  );
}

function Rotation({ rotation }: { rotation: KeyRotation }) {
  const { t, locale } = useWordsOf(keysWords);
  const nowMs = useNow(TICK_MS);
  const { keyId, done, total, failed, startedAt, endedAt } = rotation;
  if (endedAt !== undefined) {
    const endedMs = Date.parse(endedAt);
    return (
      <p className={classes.finished} title={formatInstant(locale, endedMs)}>
        {t("keys.finished", { time: formatAgo(locale, endedMs, nowMs) })}
      </p>
    );
  }
  const startedMs = Date.parse(startedAt);
  return (
    <div className={classes.rotation} data-testid="rotation">
      <p>
        <strong id={`moving-${keyId}`}>{t("keys.running", { id: keyId })}</strong>
        <span>{t("keys.progress", { done, total })}</span>
        <time dateTime={startedAt} title={formatInstant(locale, startedMs)}>
          {t("keys.since", { time: formatTime(locale, startedMs) })}
        </time>
      </p>
      <Progress
        value={total === 0 ? 0 : (100 * done) / total}
        color="var(--accent)"
        aria-labelledby={`moving-${keyId}`}
        data-testid="rotation-progress"
      />
      {failed > 0 && (
        <p className={classes.retrying} role="status">
          <Icon name="warn" size={16} />
          {t("keys.retrying", { count: failed })}
        </p>
      )}
    </div>
  );
}
