import { Menu } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { duration } from "#client/console/format/time.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useCounts, useList } from "#client/console/inbox/use-list.ts";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import { MAX_LIST_COUNT } from "#protocol/constants";
import classes from "./presence.module.css";
import { PresenceMenu } from "./presence.tsx";
import { useWrapUp } from "./use-wrap-up.ts";

/** Under the list: the agent's status, how many conversations they have of how many they take, and who waits. */
export function StatusBar() {
  const { t } = useWordsOf(deskWords);
  const { endWrapUp } = useFeed();
  const wrapUp = useWrapUp();
  if (!useMay("agent.presence")) return null;
  return (
    <section className={classes.bar} aria-label={t("bar.label")}>
      <PresenceMenu className={classes.button} testId="presence" />
      {wrapUp === undefined ? (
        <Load />
      ) : (
        <button
          type="button"
          className={classes.ready}
          title={t("wrapUp.hint")}
          onClick={endWrapUp}
          data-testid="wrap-up-ready"
        >
          {t("wrapUp.ready")}
        </button>
      )}
      <span className={classes.space} />
      <MentionsMenu />
      <Queue />
    </section>
  );
}

/** Above this many places single pips would be too small to count. */
const MAX_PIPS = 12;

function Load() {
  const { t, locale } = useWordsOf(deskWords);
  const { load, capacity, known } = useFeed().feed;
  if (!known || capacity === 0) return null;
  return (
    <span className={classes.load} role="img" aria-label={t("presence.load", { load, capacity })} data-testid="load">
      {capacity <= MAX_PIPS && (
        <span className={classes.pips} data-full={load >= capacity || undefined}>
          {Array.from({ length: capacity }, (_, index) => index + 1).map((place) => (
            <Pip key={place} part={Math.min(1, Math.max(0, load - place + 1))} />
          ))}
        </span>
      )}
      {`${new Intl.NumberFormat(locale).format(load)}/${capacity}`}
    </span>
  );
}

/** @param part how much of the place is taken, to 1 */
function Pip({ part }: { part: number }) {
  if (part === 0 || part === 1) return <i data-taken={part === 1 || undefined} />;
  return (
    <i data-part>
      <i data-taken style={{ blockSize: `${part * 100}%` }} />
    </i>
  );
}

const TICK_MS = 10_000;
/** Who has waited longest is the first of these. */
const BY_WAITING = { sort: "waiting" } as const;

/** How many customers of the agent's teams wait, and for how long the first. */
function Queue() {
  const { t, locale } = useWordsOf(deskWords);
  const { unassigned: count } = useCounts();
  const [first] = useList("unassigned", BY_WAITING).rows;
  const nowMs = useNow(TICK_MS);
  if (count === undefined || count === 0 || first === undefined) return null;
  const wait = duration(Math.max(0, nowMs - Date.parse(first.waitingSince ?? first.lastActivityAt)), locale);
  return (
    <span className={`${classes.queue} ellipsis`} title={t("bar.queueTitle", { count, wait })} data-testid="queue">
      {`${t(count >= MAX_LIST_COUNT ? "bar.queueMore" : "bar.queue", { count })} · ${wait}`}
    </span>
  );
}

/** Notes that name the agent, in conversations that they have not opened since. */
function MentionsMenu() {
  const { t } = useWordsOf(deskWords);
  const { mentions } = useFeed().feed;
  const navigate = useNavigate();
  if (mentions.length === 0) return null;
  return (
    <Menu position="top-end" width={260}>
      <Menu.Target>
        <button
          type="button"
          className={classes.mentions}
          aria-label={t("mentions.label", { count: mentions.length })}
          data-testid="mentions"
        >
          <Icon name="at" size={16} />
          {mentions.length}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {mentions.map(({ conversationId, seq, by }) => (
          <Menu.Item
            key={`${conversationId}:${seq}`}
            onClick={() =>
              void navigate({ to: "/inbox/$view/$conversationId", params: { view: "all", conversationId } })
            }
          >
            {t("mentions.by", { name: by.name })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
