import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { translator } from "#client/i18n/translate.ts";
import { widgetWords } from "#client/i18n/widget.ts";
import { carriesWhite, isColor } from "#protocol/accent";
import { LOCALES } from "#protocol/constants";
import type { InboxSettingsAnswer } from "#protocol/http-inbox-settings";
import { DEFAULT_ACCENT } from "./accent-field.tsx";
import { accentStyle } from "./accent-style.ts";
import classes from "./preview.module.css";

interface PreviewProps {
  readonly inbox: InboxSettingsAnswer;
  readonly shopName: string;
  readonly logoUrl: string | undefined;
}

const NAMES = { en: "English", "zh-CN": "简体中文" } as const;

/** The launcher and the open widget on a page, as visitors will see them. */
export function Preview({ inbox: { accent, position, greeting, locale }, shopName, logoUrl }: PreviewProps) {
  const { t } = useWordsOf(inboxesWords);
  const [language, setLanguage] = useState(locale);
  const say = translator(widgetWords, language);
  const isFit = accent !== undefined && isColor(accent) && carriesWhite(accent);
  return (
    <section className={classes.preview} aria-label={t("look.preview")} data-testid="preview">
      <header>
        <h4>{t("look.preview")}</h4>
        <SegmentedControl
          size="xs"
          aria-label={t("look.preview.language")}
          value={language}
          onChange={(value) => setLanguage(LOCALES.find((each) => each === value) ?? language)}
          data={LOCALES.map((value) => ({ value, label: NAMES[value] }))}
        />
      </header>
      <div
        className={classes.page}
        style={accentStyle(isFit ? accent : DEFAULT_ACCENT)}
        data-position={position}
        lang={language}
        aria-hidden="true"
      >
        <div className={classes.lines}>
          <span />
          <span />
          <span />
        </div>
        <div className={classes.panel}>
          <div className={classes.top}>
            <p className={classes.shop}>
              {logoUrl !== undefined && <img src={logoUrl} alt="" width={24} height={24} />}
              <strong className="ellipsis">{shopName}</strong>
            </p>
            <p className={classes.greeting}>{greeting[language] ?? say("home.hello")}</p>
          </div>
          <div className={classes.body}>
            <span className={classes.start}>
              <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
                <path d="M4 10h7M4.3 4.3L16.5 10 4.3 15.7 4 15.4 6 10 4 4.6z" />
              </svg>
              {say("home.new")}
            </span>
          </div>
        </div>
        <span className={classes.launcher}>
          <Icon name="chat" size={24} />
        </span>
      </div>
    </section>
  );
}
