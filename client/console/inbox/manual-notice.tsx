import { useQuery } from "@tanstack/react-query";
import { teamsQuery } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { dateFormat } from "#client/i18n/formatters.ts";
import classes from "./manual-notice.module.css";

const SOON_MS = 30_000;

/** Says which teams' work is not offered by itself at the moment: to their agents, and to those who see every team. */
export function ManualNotice() {
  const { t, locale } = useWordsOf(inboxWords);
  const { teamIds, permissions } = useMe();
  const nowMs = useNow(SOON_MS);
  const teams = useQuery({ ...teamsQuery, refetchInterval: 2 * SOON_MS }).data ?? [];
  const seesAll = permissions.includes("conversation.seeAllTeams");
  return teams.map(({ id, name, manualUntilMs = 0 }) => {
    if (manualUntilMs <= nowMs || !(seesAll || teamIds.includes(id))) return null;
    const time = dateFormat(locale, { dateStyle: "short", timeStyle: "short" }).format(manualUntilMs);
    return (
      <p key={id} className={classes.notice} role="status" data-testid="manual-notice">
        {t("inbox.manual", { team: name, time })}
      </p>
    );
  });
}
