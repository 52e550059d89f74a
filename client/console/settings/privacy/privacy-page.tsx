import { Button, Select, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { privacySettingsQuery } from "#client/console/privacy/queries.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import { CONSENT_PURPOSES } from "#protocol/constants";
import { ConsentPurposeRow } from "./consent-purpose-row.tsx";
import classes from "./privacy-page.module.css";
import { RetentionRow } from "./retention-row.tsx";

/** What customers are asked and told, and how long is kept what is over, inbox by inbox. */
export function PrivacyPage() {
  const { t } = useWordsOf(privacyWords);
  const settings = useQuery(privacySettingsQuery);
  const [chosen, setChosen] = useState<string | null>(null);
  if (settings.isPending) {
    return (
      <div className={frame.page} aria-busy="true">
        <span className="visually-hidden">{t("console.loading")}</span>
        {["a", "b", "c", "d", "e"].map((row) => (
          <Skeleton key={row} height={72} />
        ))}
      </div>
    );
  }
  if (settings.data === undefined) {
    return (
      <Notice alert icon={<Icon name="offline" />} title={t("privacy.loadFailed")}>
        <Button variant="filled" onClick={() => void settings.refetch()}>
          {t("action.retry")}
        </Button>
      </Notice>
    );
  }
  const { inboxes } = settings.data;
  const inbox = inboxes.find(({ id }) => id === chosen) ?? inboxes[0];
  if (inbox === undefined) return null;
  return (
    <div className={frame.page} data-testid="privacy-page">
      {inboxes.length > 1 && (
        <Select
          className={classes.inbox}
          label={t("privacy.inbox")}
          data={inboxes.map(({ id, name }) => ({ value: id, label: name }))}
          value={inbox.id}
          onChange={setChosen}
          allowDeselect={false}
          data-testid="privacy-inbox"
        />
      )}
      <section className={classes.section} aria-labelledby="consent-title">
        <h3 id="consent-title">{t("privacy.consent.title")}</h3>
        <p className={classes.intro}>{t("privacy.consent.intro")}</p>
        <ul className={frame.rows}>
          {CONSENT_PURPOSES.map((purpose) => (
            <ConsentPurposeRow
              key={`${inbox.id} ${purpose}`}
              inboxId={inbox.id}
              purpose={purpose}
              versions={inbox.consentTexts.filter((text) => text.purpose === purpose)}
            />
          ))}
        </ul>
      </section>
      <section className={classes.section} aria-labelledby="retention-title">
        <h3 id="retention-title">{t("privacy.retention.title")}</h3>
        <p className={classes.intro}>{t("privacy.retention.intro")}</p>
        <ul className={frame.rows}>
          {inbox.retention.map((rule) => (
            <RetentionRow key={`${inbox.id} ${rule.kind}`} inboxId={inbox.id} rule={rule} />
          ))}
        </ul>
      </section>
    </div>
  );
}
