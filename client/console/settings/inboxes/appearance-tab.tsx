import { SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMe } from "#client/console/session/me.ts";
import { useShopDefaults } from "#client/console/settings/business/use-shop-defaults.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import { INBOX_POSITIONS, LOCALES, MAX_GREETING_CHARS } from "#protocol/constants";
import { AccentField } from "./accent-field.tsx";
import classes from "./fields.module.css";
import { Preview } from "./preview.tsx";
import type { InboxDraft } from "./use-inbox.ts";

const MAX_NAME_CHARS = 80;

/** How the widget looks, beside a picture of it that follows each change. */
export function AppearanceTab({ inbox, change }: InboxDraft) {
  const { t } = useWordsOf(inboxesWords);
  const isOwner = useMe().permissions.includes("business.manage");
  const business = useShopDefaults();
  const fallback = business.shopName || inbox.name;
  const greet = (locale: keyof typeof inbox.greeting, text: string) =>
    change({ greeting: { ...inbox.greeting, [locale]: text === "" ? undefined : text } });
  return (
    <div className={classes.sides}>
      <div className={classes.form}>
        <TextInput
          label={t("look.shopName")}
          description={t("look.shopName.hint")}
          placeholder={fallback}
          value={inbox.shopName ?? ""}
          onChange={(event) => change({ shopName: event.target.value === "" ? undefined : event.target.value })}
          maxLength={MAX_NAME_CHARS}
          data-testid="shop-name"
        />
        <AccentField value={inbox.accent} onChange={(accent) => change({ accent })} />
        <fieldset className={classes.field}>
          <legend>{t("look.position")}</legend>
          <SegmentedControl
            value={inbox.position}
            onChange={(value) => change({ position: INBOX_POSITIONS.find((each) => each === value) ?? inbox.position })}
            data={(["left", "right"] as const).map((value) => ({ value, label: t(`look.position.${value}`) }))}
            data-testid="position"
          />
        </fieldset>
        <fieldset className={classes.field}>
          <legend>{t("look.greeting")}</legend>
          {LOCALES.map((locale) => (
            <Textarea
              key={locale}
              label={t(`look.greeting.${locale}`)}
              lang={locale}
              value={inbox.greeting[locale] ?? ""}
              onChange={(event) => greet(locale, event.target.value)}
              maxLength={MAX_GREETING_CHARS}
              autosize
              minRows={2}
              maxRows={4}
              data-testid={`greeting-${locale}`}
            />
          ))}
          <p className={classes.quiet}>{t("look.greeting.hint")}</p>
        </fieldset>
        {isOwner && (
          <p className={classes.quiet}>
            {t("look.logo")} <Link to="/settings/business">{t("look.logo.link")}</Link>
          </p>
        )}
      </div>
      <Preview inbox={inbox} shopName={inbox.shopName ?? fallback} logoUrl={business.logoUrl} />
    </div>
  );
}
