import { Menu } from "@mantine/core";
import { Link, useMatchRoute } from "@tanstack/react-router";
import { capsText } from "#client/console/commands/caps.tsx";
import { useCommands } from "#client/console/commands/commands.tsx";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useUnread } from "#client/console/inbox/use-unread.ts";
import { useChangePreferences } from "#client/console/preferences/use-preferences.ts";
import { useMe } from "#client/console/session/me.ts";
import { useSignOut } from "#client/console/session/use-sign-out.ts";
import { Icon, type IconName, Logo } from "#client/console/theme/icon.tsx";
import { useWords, useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { Avatar } from "./avatar.tsx";
import { PreferenceItems } from "./preference-items.tsx";
import { PresenceDot, PresenceMenu } from "./presence.tsx";
import classes from "./rail.module.css";

/** The way between parts of the console: at the left, or at the bottom of a phone. */
export function Rail() {
  const { t } = useWords();
  const me = useMe();
  const { feed } = useFeed();
  const isToday = useMatchRoute()({ to: "/today" }) !== false;
  const isInbox = useMatchRoute()({ to: "/inbox/$view", fuzzy: true }) !== false;
  const isTickets = useMatchRoute()({ to: "/tickets", fuzzy: true }) !== false;
  const isSettings = useMatchRoute()({ to: "/settings", fuzzy: true }) !== false;
  const unreadOf = useUnread();
  const unread = [...feed.rows.values()]
    .filter((row) => row.conversation.assigneeId === me.id)
    .reduce((sum, row) => sum + unreadOf(row), 0);
  return (
    <nav className={classes.rail} aria-label={t("console.nav")}>
      <span className={classes.logo}>
        <Logo />
      </span>
      {me.permissions.includes("conversation.list") && (
        <RailLink to="/today" isHere={isToday} icon="checks" label={t("console.today")} testId="rail-today" />
      )}
      {me.permissions.includes("conversation.list") && (
        <Link
          data-tip={t("console.title")}
          data-tip-side="right"
          to="/inbox/$view"
          params={{ view: "mine" }}
          className={classes.item}
          aria-current={isInbox ? "page" : undefined}
          aria-label={unread > 0 ? `${t("console.title")} · ${t("row.unread", { count: unread })}` : t("console.title")}
        >
          <Icon name="inbox" />
          <span className={classes.label}>{t("console.title")}</span>
          {unread > 0 && <span className={classes.pip} data-count={unread > 99 ? "99+" : unread} aria-hidden="true" />}
        </Link>
      )}
      {me.permissions.includes("ticket.read") && (
        <RailLink to="/tickets" isHere={isTickets} icon="ticket" label={t("console.tickets")} testId="rail-tickets" />
      )}
      <span className={classes.space} />
      <SearchButton />
      <RailLink
        to="/settings"
        isHere={isSettings}
        icon="settings"
        label={t("console.settings")}
        testId="rail-settings"
      />
      {me.permissions.includes("agent.presence") && (
        <div className={classes.presence}>
          <PresenceMenu className={classes.item} withLabel={classes.label} testId="presence-phone" />
        </div>
      )}
      <AccountMenu />
    </nav>
  );
}

interface RailLinkProps {
  readonly to: "/today" | "/tickets" | "/settings";
  readonly isHere: boolean;
  readonly icon: IconName;
  readonly label: string;
  readonly testId: string;
}

function RailLink({ to, isHere, icon, label, testId }: RailLinkProps) {
  return (
    <Link
      data-tip={label}
      data-tip-side="right"
      to={to}
      className={classes.item}
      aria-current={isHere ? "page" : undefined}
      aria-label={label}
      data-testid={testId}
    >
      <Icon name={icon} />
      <span className={classes.label}>{label}</span>
    </Link>
  );
}

/** Opens the palette. */
function SearchButton() {
  const { t } = useWordsOf(inboxWords);
  const commands = useCommands();
  const label = t("inbox.searchKeys", { keys: capsText("mod+k") });
  return (
    <button
      type="button"
      data-tip={label}
      data-tip-side="right"
      className={classes.item}
      aria-label={label}
      onClick={() => commands.run("palette")}
      data-testid="rail-search"
    >
      <Icon name="search" />
      <span className={classes.label}>{t("inbox.search")}</span>
    </button>
  );
}

function AccountMenu() {
  const { t } = useWords();
  const me = useMe();
  const { feed } = useFeed();
  const signingOut = useSignOut();
  const changePreferences = useChangePreferences();
  return (
    <Menu position="right-end" width={240}>
      <Menu.Target>
        <button
          type="button"
          className={classes.item}
          aria-label={`${t("console.you")} · ${me.name}`}
          data-testid="account-menu"
        >
          <span className={classes.face}>
            <Avatar id={me.id} name={me.name} size={28} />
            {me.permissions.includes("agent.presence") && <PresenceDot status={feed.status} badge />}
          </span>
          <span className={classes.label}>{t("console.you")}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.identity}>
          <strong className="ellipsis">{me.name}</strong>
          <span className="ellipsis">{me.email}</span>
          <span className="ellipsis">{me.roleName ?? t(`role.${me.role}`)}</span>
        </div>
        <Menu.Divider />
        <PreferenceItems onChoose={changePreferences} />
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon name="signOut" size={16} />}
          onClick={() => signingOut.mutate()}
          data-testid="sign-out"
        >
          {t("signOut.action")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
