import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api } from "#client/console/api.ts";
import { useMe } from "#client/console/session/me.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { shopWords } from "#client/i18n/console-shop.ts";
import { createTeam } from "#client/lib/inbox-settings-api.ts";
import { NameDialog } from "./name-dialog.tsx";
import { TeamCard } from "./team-card.tsx";
import { managedTeamsQuery, useTeamChange } from "./use-teams.ts";

/** Teams with their members, and how much each of these may have on their hands. */
export function TeamsPage() {
  const { t } = useWordsOf(shopWords);
  const { t: settings } = useWordsOf(settingsWords);
  const query = useQuery({ ...managedTeamsQuery, refetchOnMount: "always" });
  const mayMove = useMe().permissions.includes("account.manage");
  const [isMaking, setMaking] = useState(false);
  const making = useTeamChange(
    (name: string) => createTeam(api, name),
    (team, words) => words("teams.created", { team }),
  );
  useEffect(() => {
    document.title = `${settings("settings.teams")} · Edgedesk`;
  }, [settings]);

  if (query.data === undefined) {
    return query.isError ? (
      <Notice alert icon={<Icon name="offline" />} title={t("teams.failed.title")} text={t("teams.failed.text")}>
        <Button onClick={() => void query.refetch()}>{t("action.retry")}</Button>
      </Notice>
    ) : (
      <div className={frame.page} aria-busy="true">
        <span className="visually-hidden">{t("console.loading")}</span>
        <Skeleton height={40} />
        <Skeleton height={200} />
      </div>
    );
  }
  const { items, defaultCapacity } = query.data;
  const add = (
    <Button
      variant="filled"
      leftSection={<Icon name="plus" size={16} />}
      onClick={() => setMaking(true)}
      data-testid="new-team"
    >
      {t("teams.new")}
    </Button>
  );
  return (
    <>
      {items.length === 0 ? (
        <Notice icon={<Icon name="headset" />} title={t("teams.empty.title")} text={t("teams.empty.text")}>
          {add}
        </Notice>
      ) : (
        <div className={frame.page} data-testid="teams-page">
          <div className={frame.opening}>
            <p className={frame.intro}>
              {t("teams.intro")} {mayMove && <Link to="/settings/people">{t("teams.people")}</Link>}
            </p>
            {add}
          </div>
          {items.map((team) => (
            <TeamCard key={team.id} team={team} defaultCapacity={defaultCapacity} />
          ))}
        </div>
      )}
      {isMaking && (
        <NameDialog
          title={t("teams.new")}
          action={t("teams.create")}
          isPending={making.isPending}
          onName={(name) => making.mutate(name, { onSuccess: () => setMaking(false) })}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
