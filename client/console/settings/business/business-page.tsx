import { Button, Select, Skeleton, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useMemo } from "react";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { shopWords } from "#client/i18n/console-shop.ts";
import { LOCALES } from "#protocol/constants";
import { LogoField } from "./logo-field.tsx";
import { useBusiness } from "./use-business.ts";

const MAX_NAME_CHARS = 80;
const LANGUAGES = { en: "English", "zh-CN": "简体中文" } as const;
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The shop as a whole: name, logo, and what its inboxes begin with. */
export function BusinessPage() {
  const { t, locale } = useWordsOf(shopWords);
  const { t: settings } = useWordsOf(settingsWords);
  const business = useBusiness();
  const { query, profile, change } = business;
  const zones = useMemo(() => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])], []);
  const currencies = useMemo(() => namedCurrencies(locale), [locale]);
  useEffect(() => {
    document.title = `${settings("settings.business")} · Edgedesk`;
  }, [settings]);

  if (profile === undefined) {
    return query.isError ? (
      <Notice alert icon={<Icon name="offline" />} title={t("business.failed.title")} text={t("business.failed.text")}>
        <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
      </Notice>
    ) : (
      <div className={frame.page} data-width="fields" aria-busy="true">
        <span className="visually-hidden">{t("console.loading")}</span>
        <Skeleton height={56} />
        <Skeleton height={96} />
        <Skeleton height={56} />
      </div>
    );
  }
  const isMailWrong = profile.contactEmail !== undefined && !MAIL.test(profile.contactEmail);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isMailWrong) business.save();
  }

  return (
    <form className={frame.page} data-width="fields" onSubmit={submit} noValidate data-testid="business-page">
      <p className={frame.intro}>{t("business.intro")}</p>
      <TextInput
        label={t("business.shopName")}
        description={t("business.shopName.hint")}
        value={profile.shopName}
        onChange={(event) => change({ shopName: event.target.value })}
        maxLength={MAX_NAME_CHARS}
        data-testid="business-name"
      />
      <LogoField
        logoUrl={profile.logoUrl}
        isBusy={business.isBusy}
        onChoose={business.setLogo}
        onRemove={business.removeLogo}
      />
      <TextInput
        type="email"
        inputMode="email"
        label={t("business.email")}
        description={t("business.email.hint")}
        value={profile.contactEmail ?? ""}
        onChange={(event) => change({ contactEmail: event.target.value === "" ? undefined : event.target.value })}
        error={isMailWrong && t("business.email.wrong")}
        data-testid="business-email"
      />
      <Select
        label={t("business.locale")}
        description={t("business.locale.hint")}
        data={LOCALES.map((value) => ({ value, label: LANGUAGES[value] }))}
        value={profile.locale}
        onChange={(value) => change({ locale: LOCALES.find((each) => each === value) ?? profile.locale })}
        allowDeselect={false}
        openOnFocus={false}
        data-testid="business-locale"
      />
      <Select
        label={t("business.zone")}
        description={t("business.zone.hint")}
        data={zones}
        value={profile.timeZone}
        onChange={(timeZone) => timeZone !== null && change({ timeZone })}
        searchable
        limit={60}
        allowDeselect={false}
        data-testid="business-zone"
      />
      <Select
        label={t("business.currency")}
        data={currencies}
        value={profile.currency}
        onChange={(currency) => currency !== null && change({ currency })}
        searchable
        limit={60}
        allowDeselect={false}
        data-testid="business-currency"
      />
      <div>
        <Button
          type="submit"
          variant="filled"
          disabled={!business.isDirty}
          loading={business.isBusy}
          data-testid="business-save"
        >
          {t("business.save")}
        </Button>
      </div>
    </form>
  );
}

function namedCurrencies(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}
