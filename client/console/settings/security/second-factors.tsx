import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery } from "#client/console/session/me.ts";
import type { SecurityOverview } from "#protocol/http-security";
import { PasskeysCard } from "./passkeys-card.tsx";
import { securityQuery } from "./queries.ts";
import { RecoveryCard } from "./recovery-card.tsx";
import { RecoveryCodesDialog } from "./recovery-codes-dialog.tsx";
import { TotpCard } from "./totp-card.tsx";

/** App, passkeys and recovery codes. What they open is asked for once the codes are kept. */
export function SecondFactors({ overview, isNext = false }: { overview: SecurityOverview; isNext?: boolean }) {
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[]>([]);
  const goOn = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey });
  const setUp = (made: readonly string[]) => {
    void queries.invalidateQueries({ queryKey: securityQuery.queryKey });
    setCodes(made);
    if (made.length === 0) goOn();
  };
  const hasSome = overview.totpSince !== undefined || overview.passkeys.length > 0;
  return (
    <>
      <TotpCard overview={overview} isNext={isNext} onSetUp={setUp} />
      <PasskeysCard overview={overview} onSetUp={setUp} />
      {hasSome && !isNext && <RecoveryCard overview={overview} onMade={setCodes} />}
      {codes.length > 0 && (
        <RecoveryCodesDialog
          codes={codes}
          onClose={() => {
            setCodes([]);
            goOn();
          }}
        />
      )}
    </>
  );
}
