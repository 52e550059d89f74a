import { Menu } from "@mantine/core";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { PRESENCE_STATUSES, type PresenceStatus } from "#protocol/constants";
import classes from "./presence.module.css";

/** Filled: online; half: busy; hollow: offline. Shape, not colour alone. */
export function PresenceDot({ status, badge = false }: { status: PresenceStatus; badge?: boolean }) {
  return <span className={classes.dot} data-status={status} data-badge={badge || undefined} aria-hidden="true" />;
}

/** Says and sets whether the agent is given work. */
export function PresenceMenu(props: { className: string | undefined; withLabel?: string | undefined; testId: string }) {
  const { t } = useWords();
  const { feed, link, setPresence } = useFeed();
  const maySet = useMay("agent.presence");
  const connected = link.phase === "open" && feed.known;
  const words = connected ? t(`presence.${feed.status}`) : t("link.connecting");
  return (
    <Menu position="top-start" width={260} disabled={!maySet}>
      <Menu.Target>
        <button
          type="button"
          className={props.className}
          aria-label={t("presence.label", { status: words })}
          aria-disabled={!maySet}
          data-testid={props.testId}
          data-status={connected ? feed.status : "connecting"}
        >
          <PresenceDot status={connected ? feed.status : "offline"} />
          <span className={props.withLabel}>{words}</span>
          {!props.withLabel && maySet && <Icon name="down" size={14} />}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={feed.status}>
          {PRESENCE_STATUSES.map((status) => (
            <Menu.RadioItem
              key={status}
              value={status}
              onChange={() => setPresence(status)}
              closeMenuOnClick
              data-testid={`presence-${status}`}
            >
              <span className={classes.choice}>
                <PresenceDot status={status} />
                <span>
                  {t(`presence.${status}`)}
                  <small>{t(`presence.${status}.hint`)}</small>
                </span>
              </span>
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Above this many places single pips would be too small to count. */
const MAX_PIPS = 12;

/** Under the list: the agent's status, and how many conversations they have of how many they take. */
export function PresenceBar() {
  const { t } = useWords();
  const { feed } = useFeed();
  const { load, capacity, known } = feed;
  if (!useMay("agent.presence")) return null;
  return (
    <footer className={classes.bar}>
      <PresenceMenu className={classes.button} testId="presence" />
      <span className={classes.space} />
      {known && capacity > 0 && (
        <span
          className={classes.load}
          role="img"
          aria-label={t("presence.load", { load, capacity })}
          data-testid="load"
        >
          {capacity <= MAX_PIPS && (
            <span className={classes.pips} data-full={load >= capacity || undefined}>
              {Array.from({ length: capacity }, (_, index) => index + 1).map((place) => (
                <i key={place} data-taken={place <= load || undefined} />
              ))}
            </span>
          )}
          {load}/{capacity}
        </span>
      )}
    </footer>
  );
}
