import { Button } from "@mantine/core";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { makeRecoveryCodes, type Proof } from "#client/lib/security-api.ts";
import type { SecurityOverview } from "#protocol/http-security";
import { Card } from "./card.tsx";
import { Confirm } from "./confirm.tsx";
import { useChange } from "./use-change.ts";
import { useProven } from "./use-proven.tsx";

/** For who has a second factor: without one there is nothing to recover from. */
export function RecoveryCard(props: { overview: SecurityOverview; onMade: (codes: readonly string[]) => void }) {
  const { overview, onMade } = props;
  const { t } = useWordsOf(securityWords);
  const proven = useProven();
  const [isAsking, setIsAsking] = useState(false);
  const making = useChange(
    () => {
      setIsAsking(false);
      return proven.run((proof: Proof) => makeRecoveryCodes(api, proof));
    },
    ({ recoveryCodes }) => onMade(recoveryCodes),
  );
  const left = overview.recoveryCodesLeft;
  return (
    <Card
      title={t("codes.title")}
      text={`${t("codes.left", { count: left })} · ${t("codes.none")}`}
      testId="recovery-card"
      actions={
        <Button onClick={() => setIsAsking(true)} loading={making.isPending} data-testid="recovery-make">
          {t("codes.make")}
        </Button>
      }
    >
      {isAsking && (
        <Confirm
          title={t("codes.makeTitle")}
          text={t("codes.makeText")}
          action={t("codes.make")}
          isBusy={false}
          onConfirm={() => making.mutate()}
          onClose={() => setIsAsking(false)}
        />
      )}
      {proven.dialog}
    </Card>
  );
}
