import { useMantineColorScheme } from "@mantine/core";
import { useChangePreferences, usePreferences } from "#client/console/preferences/use-preferences.ts";
import frame from "#client/console/settings/frame.module.css";
import { LANGUAGE_NAMES, THEME_ICONS } from "#client/console/shell/preference-items.tsx";
import { modName } from "#client/console/thread/send-key.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { preferencesWords } from "#client/i18n/console-preferences.ts";
import { DENSITIES, LOCALES, SEND_KEYS, THEMES } from "#protocol/constants";
import { AccentChoices } from "./accent-choices.tsx";
import { ChoiceRow } from "./choice-row.tsx";
import { QuickBar } from "./quick-bar.tsx";
import { SettingsCard } from "./settings-card.tsx";

/** How the console looks and writes for whoever is signed in. Each choice counts at once. */
export function AppearancePage() {
  const { t, locale } = useWordsOf(preferencesWords);
  const { accent, density, sendKey, quickBar } = usePreferences();
  const { colorScheme } = useMantineColorScheme();
  const change = useChangePreferences();
  const mod = modName(navigator.platform);
  return (
    <div className={frame.page} data-width="cards" data-testid="appearance-page">
      <p className={frame.intro}>{t("look.intro")}</p>
      <SettingsCard title={t("look.theme")} text={t("look.themeHint")}>
        <ChoiceRow
          label={t("look.theme")}
          choices={THEMES.map((value) => ({ value, label: t(`console.theme.${value}`), icon: THEME_ICONS[value] }))}
          value={colorScheme}
          onChoose={(theme) => change({ theme })}
          testId="look-theme"
        />
      </SettingsCard>
      <SettingsCard title={t("look.accent")} text={t("look.accentHint")}>
        <AccentChoices value={accent} onChoose={(next) => change({ accent: next })} />
      </SettingsCard>
      <SettingsCard title={t("look.density")} text={t("look.densityHint")}>
        <ChoiceRow
          label={t("look.density")}
          choices={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
          value={density}
          onChoose={(next) => change({ density: next })}
          testId="look-density"
        />
      </SettingsCard>
      <SettingsCard title={t("look.language")} text={t("look.languageHint")}>
        <ChoiceRow
          label={t("look.language")}
          choices={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
          value={locale}
          onChoose={(next) => change({ locale: next })}
          testId="look-language"
        />
      </SettingsCard>
      <SettingsCard title={t("write.title")} text={t("write.hint")}>
        <ChoiceRow
          label={t("write.title")}
          choices={SEND_KEYS.map((value) => ({
            value,
            label: value === "enter" ? t("sendKey.enter") : t("sendKey.mod-enter", { mod }),
          }))}
          value={sendKey}
          onChoose={(next) => change({ sendKey: next })}
          testId="send-key"
        />
      </SettingsCard>
      <SettingsCard title={t("quick.title")} text={t("quick.hint")}>
        <QuickBar value={quickBar} onChange={(next) => change({ quickBar: next })} />
      </SettingsCard>
    </div>
  );
}
