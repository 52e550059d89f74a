/** The frame of every page for who is not signed in: one card, and the language below it. */
import { Button, Menu } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { PreferenceItems } from "#client/console/shell/preference-items.tsx";
import { Icon, Logo } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import classes from "./entrance.module.css";

export function Entrance(props: { title: string; isWide?: boolean; children: ReactNode }) {
  const { title, isWide = false, children } = props;
  const { t } = useWords();
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <main className={classes.page}>
      <div className={classes.card} data-wide={isWide || undefined}>
        <Logo size={40} />
        <h1 className={classes.title}>{title}</h1>
        {children}
      </div>
      <Menu position="top-start">
        <Menu.Target>
          <Button
            variant="subtle"
            className={classes.preferences}
            aria-label={`English · 简体中文 · ${t("console.language")} · ${t("console.theme")}`}
            leftSection={<Icon name="web" size={16} />}
            data-testid="preferences"
          >
            English · 简体中文
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <PreferenceItems />
        </Menu.Dropdown>
      </Menu>
    </main>
  );
}

/** What went wrong, read out as soon as it stands there. */
export function Alert({ id, testId, children }: { id?: string; testId?: string; children: ReactNode }) {
  return (
    <p className={classes.alert} role="alert" id={id} data-testid={testId}>
      {children}
    </p>
  );
}
