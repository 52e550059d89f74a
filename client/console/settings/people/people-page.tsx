import { Button, Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useMe } from "#client/console/session/me.ts";
import frame from "#client/console/settings/frame.module.css";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { settingsWords } from "#client/i18n/console-settings.ts";
import { InvitationList } from "./invitation-list.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import classes from "./people.module.css";
import { peopleQuery } from "./people-queries.ts";
import { PeopleTable } from "./people-table.tsx";

/** Who has an account and who is asked to join. */
export function PeoplePage() {
  const { t } = useWordsOf(peopleWords);
  const { t: settings } = useWordsOf(settingsWords);
  const me = useMe();
  const people = useQuery({ ...peopleQuery, refetchOnMount: "always" });
  const [inviting, setInviting] = useState(false);
  useEffect(() => {
    document.title = `${settings("settings.people")} · Edgedesk`;
  }, [settings]);

  return (
    <div className={frame.page} data-width="table" data-testid="people-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("people.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setInviting(true)}
          data-testid="invite"
        >
          {t("people.invite")}
        </Button>
      </div>
      {people.isError && people.data === undefined ? (
        <Notice alert icon={<Icon name="offline" />} title={t("people.failed.title")} text={t("people.failed.text")}>
          <Button onClick={() => void people.refetch()}>{t("action.retry")}</Button>
        </Notice>
      ) : people.data === undefined ? (
        <div className={classes.skeleton} aria-busy="true">
          <span className="visually-hidden">{t("console.loading")}</span>
          {["a", "b", "c", "d", "e"].map((row) => (
            <Skeleton key={row} height={44} />
          ))}
        </div>
      ) : (
        <>
          <PeopleTable people={people.data.items} ownId={me.id} />
          <InvitationList invitations={people.data.invitations} />
        </>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </div>
  );
}
