import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import frame from "#client/console/settings/frame.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { Card } from "./card.tsx";
import { PasswordCard } from "./password-card.tsx";
import { securityQuery } from "./queries.ts";
import { SecondFactors } from "./second-factors.tsx";
import classes from "./security.module.css";
import { SessionsCard } from "./sessions-card.tsx";

/** How one signs in oneself, and where one is signed in. */
export function SecurityPage() {
  return (
    <div className={frame.page} data-width="cards" data-testid="security-page">
      <PasswordCard />
      <Factors />
      <SessionsCard />
    </div>
  );
}

function Factors() {
  const { t } = useWordsOf(securityWords);
  const { data, isError, refetch } = useQuery(securityQuery);
  if (data !== undefined) return <SecondFactors overview={data} />;
  if (isError) {
    return (
      <Card
        title={t("security.app.title")}
        text={t("entry.unreachable")}
        testId="security-failed"
        actions={<Button onClick={() => void refetch()}>{t("action.retry")}</Button>}
      />
    );
  }
  return (
    <div className={classes.skeleton} aria-busy="true">
      <Skeleton height={74} />
      <Skeleton height={74} />
    </div>
  );
}
