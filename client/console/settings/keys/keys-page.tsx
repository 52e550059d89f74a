import { Button, Skeleton } from "@mantine/core";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { keysWords } from "#client/i18n/console-keys.ts";
import { HowToRotate } from "./how-to-rotate.tsx";
import { RingCard } from "./ring-card.tsx";
import { useKeyRings } from "./use-keys.ts";

export function KeysPage() {
  const { t } = useWordsOf(keysWords);
  const rings = useKeyRings();
  if (rings.isPending) return <Loading />;
  if (rings.data === undefined) {
    return (
      <Notice alert icon={<Icon name="offline" />} title={t("keys.failed.title")} text={t("keys.failed.text")}>
        <Button onClick={() => void rings.refetch()}>{t("action.retry")}</Button>
      </Notice>
    );
  }
  return (
    <div className={frame.page} data-width="cards" data-testid="keys-page">
      <p className={frame.intro}>{t("keys.intro")}</p>
      {rings.data.map((ring) => (
        <RingCard key={ring.ring} status={ring} />
      ))}
      <HowToRotate />
    </div>
  );
}

function Loading() {
  const { t } = useWordsOf(keysWords);
  return (
    <div className={frame.page} data-width="cards" aria-busy="true" data-testid="keys-loading">
      <span className="visually-hidden">{t("console.loading")}</span>
      <Skeleton height={20} width="70%" />
      <Skeleton height={148} />
      <Skeleton height={148} />
    </div>
  );
}
