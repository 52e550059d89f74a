import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { formatAgo } from "#client/i18n/format.ts";
import { readSightings } from "#client/lib/inbox-settings-api.ts";
import { originIn } from "#protocol/shop-origin";
import classes from "./install.module.css";
import type { InboxDraft } from "./use-inbox.ts";

const LOOK_EVERY_MS = 3_000;
const TICK_MS = 10_000;

/** Opens a page of the shop, and says where the widget has really been loaded as soon as the server has seen it. */
export function LiveTest({ inbox, saved, change }: InboxDraft) {
  const { t, locale } = useWordsOf(inboxesWords);
  const [typed, setTyped] = useState(inbox.allowedOrigins[0] ?? "");
  const origin = originIn(typed);
  const isAllowed = origin === undefined || origin === location.origin || inbox.allowedOrigins.includes(origin);
  const isSaved =
    isAllowed && (origin === undefined || origin === location.origin || saved.allowedOrigins.includes(origin));
  const page = origin === undefined ? undefined : addressOf(typed);
  const tryAddress = `/try-widget/?${new URLSearchParams({ inbox: inbox.id, lang: locale })}`;
  return (
    <section>
      <h4>{t("install.test")}</h4>
      <Arrivals inboxId={inbox.id} />
      <div className={classes.add}>
        <TextInput
          type="url"
          inputMode="url"
          label={t("install.test.address")}
          placeholder={t("install.address")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          data-testid="test-address"
        />
        <Button
          disabled={page === undefined}
          renderRoot={(root) =>
            page === undefined ? (
              <button type="button" {...root} />
            ) : (
              <a href={page} target="_blank" rel="noopener noreferrer" {...root} />
            )
          }
          data-testid="open-page"
        >
          {t("install.test.open")}
        </Button>
      </div>
      {origin !== undefined && !isAllowed && (
        <div className={classes.warn} role="status">
          <p>{t("install.test.allow", { origin })}</p>
          <Button onClick={() => change({ allowedOrigins: [...inbox.allowedOrigins, origin] })}>
            {t("install.test.allowButton")}
          </Button>
        </div>
      )}
      {isAllowed && !isSaved && <p className={classes.quiet}>{t("install.test.unsaved")}</p>}
      <p>
        <a href={tryAddress} target="_blank" rel="noopener" data-testid="try-widget">
          {t("install.test.try")}
        </a>
      </p>
    </section>
  );
}

function Arrivals({ inboxId }: { inboxId: string }) {
  const { t, locale } = useWordsOf(inboxesWords);
  const nowMs = useNow(TICK_MS);
  const seen = useQuery({
    queryKey: ["inboxes", "sightings", inboxId],
    queryFn: () => readSightings(api, inboxId),
    refetchInterval: LOOK_EVERY_MS,
  }).data;
  const isSeen = seen !== undefined && seen.length > 0;
  return (
    <div className={classes.arrivals} data-seen={isSeen || undefined} role="status" data-testid="arrivals">
      <span className={classes.mark} aria-hidden="true">
        {isSeen && <Icon name="check" size={16} />}
      </span>
      <div>
        <strong>{t(isSeen ? "install.works" : "install.waiting")}</strong>
        {isSeen ? (
          seen.map(({ origin, lastSeenAt }) => (
            <p key={origin} data-testid="arrival">
              {t("install.works.on", { origin, ago: formatAgo(locale, Date.parse(lastSeenAt), nowMs) })}
            </p>
          ))
        ) : (
          <p>{t("install.waiting.hint")}</p>
        )}
      </div>
    </div>
  );
}

/** As a browser opens it. */
function addressOf(typed: string): string {
  const trimmed = typed.trim();
  return /^https?:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
}
