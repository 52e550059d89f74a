import { ActionIcon } from "@mantine/core";
import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useMe } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { sectionsFor } from "./sections.ts";
import classes from "./settings-page.module.css";

const GROUPS = ["you", "shop", "privacy"] as const;

/** The list of settings beside the one that is open; on a phone one of the two. */
export function SettingsPage() {
  const { t } = useWordsOf(settingsWords);
  const sections = sectionsFor(useMe().permissions);
  const open = useLocation({ select: ({ pathname }) => /\/settings\/(\w+)/.exec(pathname)?.[1] });
  const section = sections.find(({ name }) => name === open);
  return (
    <div className={classes.panes} data-open={open !== undefined || undefined}>
      <nav className={classes.pane} aria-label={t("settings.nav")}>
        <header className={classes.bar}>
          <h1>{t("settings.title")}</h1>
        </header>
        <div className={classes.sections}>
          {GROUPS.map((group) => {
            const ofGroup = sections.filter((each) => each.group === group);
            return (
              ofGroup.length > 0 && (
                <section key={group} aria-labelledby={`settings-${group}`}>
                  <h2 id={`settings-${group}`}>{t(`settings.group.${group}`)}</h2>
                  <ul>
                    {ofGroup.map(({ name, icon }) => (
                      <li key={name}>
                        <Link
                          to={`/settings/${name}`}
                          aria-current={name === open ? "page" : undefined}
                          data-testid={`settings-${name}`}
                        >
                          <Icon name={icon} size={16} />
                          <span className="ellipsis">{t(`settings.${name}`)}</span>
                        </Link>
                      </li>
                    ))}
                  </ul>
                </section>
              )
            );
          })}
        </div>
      </nav>
      <main className={classes.page}>
        <header className={classes.bar}>
          <ActionIcon
            className={classes.back}
            aria-label={t("settings.back")}
            renderRoot={(root) => <Link to="/settings" {...root} />}
            data-testid="settings-back"
          >
            <Icon name="left" />
          </ActionIcon>
          <h2>{section !== undefined && t(`settings.${section.name}`)}</h2>
        </header>
        <div className={classes.scroll}>
          <Outlet />
        </div>
      </main>
    </div>
  );
}
