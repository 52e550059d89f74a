import { useQuery } from "@tanstack/react-query";
import { teamsQuery, useDirectory } from "#client/console/session/directory.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { peopleWords } from "#client/i18n/console-people.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { AccountRow } from "#protocol/http-accounts";
import classes from "./people.module.css";
import { choicesQuery } from "./people-queries.ts";
import { roleLabel } from "./people-words.ts";
import { PersonMenu } from "./person-menu.tsx";

const TICK_MS = 60_000;

/** Everybody with an account: a table, or on a phone one card each. */
export function PeopleTable({ people, ownId }: { people: readonly AccountRow[]; ownId: string }) {
  const { t } = useWordsOf(peopleWords);
  const withSecondFactor = people.some(({ secondFactor }) => secondFactor !== undefined);
  return (
    <table className={classes.table} data-testid="people">
      <caption className={classes.count}>{t("people.count", { count: people.length })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("people.name")}</th>
          <th scope="col">{t("people.role")}</th>
          <th scope="col">{t("people.teams")}</th>
          <th scope="col">{t("people.inboxes")}</th>
          {withSecondFactor && <th scope="col">{t("people.secondFactor")}</th>}
          <th scope="col">{t("people.lastSeen")}</th>
          <th scope="col">
            <span className="visually-hidden">{t("action.more")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Person key={person.id} person={person} isOwn={person.id === ownId} withSecondFactor={withSecondFactor} />
        ))}
      </tbody>
    </table>
  );
}

interface PersonProps {
  person: AccountRow;
  isOwn: boolean;
  withSecondFactor: boolean;
}

function Person({ person, isOwn, withSecondFactor }: PersonProps) {
  const { t, locale } = useWordsOf(peopleWords);
  const scope = useScopeWords();
  const nowMs = useNow(TICK_MS);
  const seenAtMs = person.lastSeenAt === undefined ? undefined : Date.parse(person.lastSeenAt);
  const isSuspended = person.status === "suspended";
  return (
    <tr data-testid="person" data-id={person.id} data-status={person.status}>
      <td className={classes.whoCell}>
        <div className={classes.who}>
          <Avatar id={person.id} name={person.name} />
          <span className={classes.names}>
            <strong className="ellipsis">
              {person.name}
              {isOwn && <span className={classes.you}>{t("people.you")}</span>}
            </strong>
            <span className={`${classes.email} ellipsis`}>{person.email}</span>
          </span>
          {isSuspended && (
            <span className={classes.badge} data-look="off">
              {t("people.suspended")}
            </span>
          )}
        </div>
      </td>
      <td data-label={t("people.role")} className={classes.brief} data-testid="person-role">
        {roleLabel(person, t)}
      </td>
      <td data-label={t("people.teams")}>{scope.teams(person.teamIds)}</td>
      <td data-label={t("people.inboxes")} className={person.inboxIds === undefined ? classes.brief : undefined}>
        {scope.inboxes(person.inboxIds)}
      </td>
      {withSecondFactor && (
        <td data-label={t("people.secondFactor")}>
          {t(person.secondFactor === true ? "people.secondFactor.on" : "people.secondFactor.off")}
        </td>
      )}
      <td data-label={t("people.lastSeen")} className={`${classes.quiet} ${classes.brief}`}>
        {seenAtMs === undefined ? (
          t("people.lastSeen.never")
        ) : (
          <time dateTime={person.lastSeenAt} title={formatInstant(locale, seenAtMs)}>
            {formatAgo(locale, seenAtMs, nowMs)}
          </time>
        )}
      </td>
      <td className={classes.menu}>
        <PersonMenu person={person} isOwn={isOwn} />
      </td>
    </tr>
  );
}

/** Teams and inboxes by name. */
export function useScopeWords() {
  const { t, locale } = useWordsOf(peopleWords);
  const { teamName } = useDirectory();
  const knowsTeams = useQuery(teamsQuery).data !== undefined;
  const list = new Intl.ListFormat(locale, { type: "conjunction", style: "narrow" });
  const inboxes = useQuery(choicesQuery).data?.inboxes;
  const inboxName = (id: string) => inboxes?.find((inbox) => inbox.id === id)?.name ?? id;
  // Their ids say nothing to a reader: there is nothing there until the names are.
  const named = (isKnown: boolean, ids: readonly string[], nameOf: (id: string) => string) =>
    isKnown ? list.format(ids.map(nameOf)) : "";
  return {
    teams: (ids: readonly string[]) => (ids.length === 0 ? t("people.noTeam") : named(knowsTeams, ids, teamName)),
    inboxes: (ids: readonly string[] | undefined) =>
      ids === undefined ? t("people.allInboxes") : named(inboxes !== undefined, ids, inboxName),
  };
}
