import { Button, Skeleton } from "@mantine/core";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { identificationWords } from "#client/i18n/console-identification.ts";
import { HowToSign } from "./how-to-sign.tsx";
import { SecretCard } from "./secret-card.tsx";
import { useInboxes } from "./use-identity.ts";

export function IdentificationPage() {
  const { t } = useWordsOf(identificationWords);
  const inboxes = useInboxes();
  if (inboxes.isPending) return <Loading />;
  if (inboxes.data === undefined) {
    return (
      <Notice
        alert
        icon={<Icon name="offline" />}
        title={t("identification.failed.title")}
        text={t("identification.failed.text")}
      >
        <Button onClick={() => void inboxes.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  }
  if (inboxes.data.length === 0) {
    return (
      <Notice
        icon={<Icon name="inbox" />}
        title={t("identification.empty.title")}
        text={t("identification.empty.text")}
      />
    );
  }
  return (
    <div className={frame.page} data-width="cards" data-testid="identification-page">
      <p className={frame.intro}>{t("identification.intro")}</p>
      {inboxes.data.map((inbox) => (
        <SecretCard key={inbox.id} inbox={inbox} />
      ))}
      <HowToSign inboxes={inboxes.data} />
    </div>
  );
}

function Loading() {
  const { t } = useWordsOf(identificationWords);
  return (
    <div className={frame.page} data-width="cards" aria-busy="true">
      <span className="visually-hidden">{t("console.loading")}</span>
      <Skeleton height={40} width="90%" />
      <Skeleton height={112} />
      <Skeleton height={260} />
    </div>
  );
}
