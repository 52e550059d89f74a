import { Menu } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { briefly } from "#client/console/format/whereabouts.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import { BUSY_REASONS, type PresenceStatus } from "#protocol/constants";
import classes from "./presence.module.css";
import { useWrapUp } from "./use-wrap-up.ts";

const BusyDialog = lazy(() => import("./busy-dialog.tsx"));

/** Filled: online; half: busy; hollow: offline. Shape, not colour alone. */
export function PresenceDot({ status, badge = false }: { status: PresenceStatus; badge?: boolean }) {
  return <span className={classes.dot} data-status={status} data-badge={badge || undefined} aria-hidden="true" />;
}

/** Says and sets whether the agent is given work, and why not. */
export function PresenceMenu(props: { className: string | undefined; withLabel?: string | undefined; testId: string }) {
  const { t, locale } = useWordsOf(deskWords);
  const { feed, link, setPresence, endWrapUp } = useFeed();
  const maySet = useMay("agent.presence");
  const wrapUp = useWrapUp();
  const [isDialogOpen, setDialogOpen] = useState(false);
  const connected = link.phase === "open" && feed.known;
  const words = connected ? (wrapUp ?? briefly(feed, t, locale)) : t("link.connecting");
  const chosen = feed.status === "busy" ? (feed.reason ?? "busy") : feed.status;
  const status = wrapUp === undefined ? feed.status : "busy";
  return (
    <>
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
            <PresenceDot status={connected ? status : "offline"} />
            <span className={props.withLabel ?? "ellipsis"}>{words}</span>
            {!props.withLabel && maySet && <Icon name="down" size={14} />}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {wrapUp !== undefined && (
            <>
              <Menu.Item
                leftSection={<Icon name="check" size={16} />}
                onClick={endWrapUp}
                data-testid="wrap-up-ready-item"
              >
                {t("wrapUp.ready")}
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.RadioGroup value={chosen}>
            <Choice status="online" onChoose={() => setPresence({ status: "online" })} />
            <Choice status="offline" onChoose={() => setPresence({ status: "offline" })} />
            <Menu.Divider />
            <Menu.Label>{t("busy.group")}</Menu.Label>
            <Menu.RadioItem
              value="busy"
              onChange={() => setPresence({ status: "busy" })}
              closeMenuOnClick
              data-testid="presence-busy"
            >
              <Words status="busy" title={t("busy.plain")} hint={t("presence.busy.hint")} />
            </Menu.RadioItem>
            {BUSY_REASONS.map((reason) => (
              <Menu.RadioItem
                key={reason}
                value={reason}
                onChange={() => setPresence({ status: "busy", reason })}
                closeMenuOnClick
                data-testid={`presence-busy-${reason}`}
              >
                <Words status="busy" title={t(`busy.${reason}`)} />
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Item
            leftSection={<Icon name="clock" size={16} />}
            onClick={() => setDialogOpen(true)}
            data-testid="presence-busy-more"
          >
            {t("busy.more")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isDialogOpen && (
        <Suspense fallback={null}>
          <BusyDialog onClose={() => setDialogOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function Choice({ status, onChoose }: { status: "online" | "offline"; onChoose: () => void }) {
  const { t } = useWordsOf(deskWords);
  return (
    <Menu.RadioItem value={status} onChange={onChoose} closeMenuOnClick data-testid={`presence-${status}`}>
      <Words status={status} title={t(`presence.${status}`)} hint={t(`presence.${status}.hint`)} />
    </Menu.RadioItem>
  );
}

function Words({ status, title, hint }: { status: PresenceStatus; title: string; hint?: string }) {
  return (
    <span className={classes.choice}>
      <PresenceDot status={status} />
      <span>
        {title}
        {hint !== undefined && <small>{hint}</small>}
      </span>
    </span>
  );
}
