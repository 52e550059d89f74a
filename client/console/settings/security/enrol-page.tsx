import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import entrance from "#client/console/session/entrance.module.css";
import { Entrance } from "#client/console/session/entrance.tsx";
import { useSignOut } from "#client/console/session/use-sign-out.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { securityQuery } from "./queries.ts";
import { SecondFactors } from "./second-factors.tsx";

/** In place of everything else for who has to set up a second factor first. Once they have, the rest opens by itself. */
export function EnrolPage() {
  const { t } = useWordsOf(securityWords);
  const { data, isError, refetch } = useQuery(securityQuery);
  const signingOut = useSignOut();
  return (
    <Entrance title={t("enrol.title")} isWide>
      <p className={entrance.hint} data-testid="enrol">
        {t("enrol.text")}
      </p>
      {data !== undefined && <SecondFactors overview={data} isNext />}
      {data === undefined && !isError && <Skeleton height={148} />}
      {isError && <Button onClick={() => void refetch()}>{t("action.retry")}</Button>}
      <div className={entrance.links}>
        <button
          type="button"
          className={entrance.link}
          disabled={signingOut.isPending}
          onClick={() => signingOut.mutate()}
        >
          {t("enrol.signOut")}
        </button>
      </div>
    </Entrance>
  );
}
