/** Language and theme: two groups of a menu, the same before and after signing in. The rest is in the settings. */
import { Menu, useMantineColorScheme } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { LOCALES, type Locale, THEMES, type Theme } from "#protocol/constants";
import type { Preferences } from "#protocol/http-preferences";

export const THEME_ICONS = { auto: "screen", light: "sun", dark: "moon" } as const;
/** Each language in its own words: whoever needs it cannot read the other. */
export const LANGUAGE_NAMES = { en: "English", "zh-CN": "简体中文" } as const;

export interface PreferenceItemsProps {
  /** Keeps what was chosen with the agent's own account; absent before signing in, when the browser alone remembers. */
  readonly onChoose?: (change: Pick<Partial<Preferences>, "locale" | "theme">) => void;
}

export function PreferenceItems({ onChoose }: PreferenceItemsProps) {
  const { t, locale, setLocale } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const chooseLocale = (choice: Locale) => {
    setLocale(choice);
    onChoose?.({ locale: choice });
  };
  const chooseTheme = (choice: Theme) => {
    setColorScheme(choice);
    onChoose?.({ theme: choice });
  };
  // By click, not by change: what is shown already may be the browser's, and the account's other choice still on its way.
  return (
    <>
      <Menu.Label>{t("console.language")}</Menu.Label>
      <Menu.RadioGroup value={locale}>
        {LOCALES.map((choice) => (
          <Menu.RadioItem
            key={choice}
            value={choice}
            lang={choice}
            onClick={() => chooseLocale(choice)}
            data-testid={`language-${choice}`}
          >
            {LANGUAGE_NAMES[choice]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Label>{t("console.theme")}</Menu.Label>
      <Menu.RadioGroup value={colorScheme}>
        {THEMES.map((choice) => (
          <Menu.RadioItem
            key={choice}
            value={choice}
            onClick={() => chooseTheme(choice)}
            rightSection={<Icon name={THEME_ICONS[choice]} size={16} />}
            data-testid={`theme-${choice}`}
          >
            {t(`console.theme.${choice}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
