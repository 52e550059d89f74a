import { ActionIcon, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { agentsQuery, useDirectory } from "#client/console/session/directory.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { followTicket } from "#client/lib/ticket-api.ts";
import { setFollower } from "#client/lib/ticket-desk-api.ts";
import classes from "./desk.module.css";
import { inRow, PropertyRow } from "./page/property-row.tsx";
import type { TypeFieldProps } from "./type-field.tsx";

/** Who hears of it; oneself at will, others by whoever may change the ticket. */
export function Followers({ ticket, work }: TypeFieldProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const { agentName } = useDirectory();
  const me = useMe();
  const mayChange = useMay("ticket.change");
  const agents = useQuery(agentsQuery).data ?? [];
  const { followerIds } = ticket;
  const set = (agentId: string, follows: boolean) =>
    work.mutate(({ id }) =>
      agentId === me.id ? followTicket(api, id, follows) : setFollower(api, id, agentId, follows),
    );
  const others = agents.filter(({ id }) => !followerIds.includes(id));
  if (followerIds.length === 0 && !mayChange) return null;
  return (
    <PropertyRow name={t("ticketDesk.followers")}>
      <div className={classes.followers} data-testid="ticket-followers">
        <ul>
          {followerIds.map((id) => (
            <li key={id} data-testid="ticket-follower">
              <Avatar id={id} name={agentName(id)} size={20} />
              <span className="ellipsis">{agentName(id)}</span>
              {(mayChange || id === me.id) && (
                <ActionIcon
                  aria-label={t("ticketDesk.unfollow", { name: agentName(id) })}
                  onClick={() => set(id, false)}
                  data-testid="follower-remove"
                >
                  <Icon name="x" size={16} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
        {mayChange && others.length > 0 && (
          <Select
            {...inRow.select}
            aria-label={t("ticketDesk.addFollower")}
            placeholder={t("ticketDesk.addFollower")}
            data={others.map(({ id, name }) => ({ value: id, label: name }))}
            value={null}
            onChange={(id) => id !== null && set(id, true)}
            searchable
            openOnFocus={false}
            data-testid="ticket-add-follower"
          />
        )}
      </div>
    </PropertyRow>
  );
}
