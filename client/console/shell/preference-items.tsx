/** Language and theme: two groups of a menu, the same before and after signing in. */
import { Menu, useMantineColorScheme } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWords } from "#client/console/words.tsx";
import { LOCALES } from "#protocol/constants";

const THEMES = ["auto", "light", "dark"] as const;
const THEME_ICONS = { auto: "screen", light: "sun", dark: "moon" } as const;
/** Each language in its own words: whoever needs it cannot read the other. */
const LANGUAGE_NAMES = { en: "English", "zh-CN": "简体中文" } as const;

export function PreferenceItems() {
  const { t, locale, setLocale } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t("console.language")}</Menu.Label>
      <Menu.RadioGroup value={locale}>
        {LOCALES.map((choice) => (
          <Menu.RadioItem
            key={choice}
            value={choice}
            lang={choice}
            onChange={() => setLocale(choice)}
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
            onChange={() => setColorScheme(choice)}
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
