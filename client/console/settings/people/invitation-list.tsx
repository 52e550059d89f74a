import { ActionIcon, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { upcoming } from "#client/console/format/time.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { resendInvitation, revokeInvitation } from "#client/lib/people-api.ts";
import type { InvitationMade, InvitationRow } from "#protocol/http-accounts";
import { ConfirmDialog } from "./confirm-dialog.tsx";
import { InvitationLink } from "./invitation-link.tsx";
import classes from "./people.module.css";
import { peopleChanged } from "./people-queries.ts";
import { useScopeWords } from "./people-table.tsx";
import { roleLabel, wordRefusal } from "./people-words.ts";

const TICK_MS = 60_000;

/** Those asked to join who have not yet. */
export function InvitationList({ invitations }: { invitations: readonly InvitationRow[] }) {
  const { t } = useWordsOf(peopleWords);
  return (
    <section className={classes.invitations} aria-labelledby="invitations">
      <h3 id="invitations">{t("invitations.title")}</h3>
      {invitations.length === 0 ? (
        <p className={classes.quiet}>{t("invitations.empty")}</p>
      ) : (
        <ul>
          {invitations.map((invitation) => (
            <Invitation key={invitation.id} invitation={invitation} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Invitation({ invitation }: { invitation: InvitationRow }) {
  const { t, locale } = useWordsOf(peopleWords);
  const scope = useScopeWords();
  const nowMs = useNow(TICK_MS);
  const expiresAtMs = Date.parse(invitation.expiresAt);
  const isOpen = expiresAtMs > nowMs;
  const until = upcoming(expiresAtMs, nowMs, locale);
  const parts = [
    roleLabel(invitation, t),
    scope.teams(invitation.teamIds),
    scope.inboxes(invitation.inboxIds),
    ...(isOpen ? [t("invitations.until", { until })] : []),
  ];
  return (
    <li data-testid="invitation" data-email={invitation.email}>
      <span className={classes.names}>
        <strong className="ellipsis">{invitation.email}</strong>
        <span className={classes.quiet}>{parts.join(" · ")}</span>
      </span>
      <span className={classes.badge} data-look={isOpen ? "open" : "warn"}>
        {t(isOpen ? "people.invited" : "people.expired")}
      </span>
      {invitation.mayChange && <InvitationMenu invitation={invitation} />}
    </li>
  );
}

function InvitationMenu({ invitation }: { invitation: InvitationRow }) {
  const { t } = useWordsOf(peopleWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [revoking, setRevoking] = useState(false);
  const [made, setMade] = useState<InvitationMade>();
  const { id, email } = invitation;
  const onError = (error: Error) => notify.problem(wordRefusal(error, t));
  const resend = useMutation({
    mutationFn: () => resendInvitation(api, id),
    onSuccess: setMade,
    onError,
    onSettled: () => peopleChanged(queries),
  });
  const revoke = useMutation({
    mutationFn: () => revokeInvitation(api, id),
    onSuccess: () => notify.done(t("invitations.revoked.done")),
    onError,
    onSettled: () => peopleChanged(queries),
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t("people.menu", { name: email })} data-testid="invitation-menu">
            <Icon name="more" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<Icon name="reopen" size={16} />}
            onClick={() => resend.mutate()}
            data-testid="resend"
          >
            {t("invitations.resend")}
          </Menu.Item>
          <Menu.Item
            data-danger
            leftSection={<Icon name="trash" size={16} />}
            onClick={() => setRevoking(true)}
            data-testid="revoke"
          >
            {t("invitations.revoke")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {revoking && (
        <ConfirmDialog
          title={t("invitations.revoke.title")}
          text={t("invitations.revoke.text", { email })}
          action={t("invitations.revoke.action")}
          pending={revoke.isPending}
          onConfirm={() => revoke.mutate()}
          onClose={() => setRevoking(false)}
        />
      )}
      {made !== undefined && <InvitationLink made={made} onClose={() => setMade(undefined)} />}
    </>
  );
}
