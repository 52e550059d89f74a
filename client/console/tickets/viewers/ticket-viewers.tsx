import { useDirectory } from "#client/console/session/directory.ts";
import { Avatar } from "#client/console/shell/avatar.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketViewersWords } from "#client/i18n/console-ticket-viewers.ts";
import classes from "./viewers.module.css";
import type { ToldViewers } from "./viewers-query.ts";

const MOST_FACES = 3;

/** Colleagues who have the ticket open; whoever types comes before those who look. */
export function TicketViewers({ viewers }: { viewers: ToldViewers["viewers"] }) {
  const { t } = useWordsOf(ticketViewersWords);
  const { agentName } = useDirectory();
  const sorted = [...viewers].sort((a, b) => Number(b.typing) - Number(a.typing));
  const say = ({ agentId, typing }: (typeof sorted)[number]) =>
    t(typing ? "ticketViewers.typing" : "ticketViewers.looking", { name: agentName(agentId) });
  const [first] = sorted;
  const isOne = sorted.length === 1 || first?.typing === true;
  return (
    <div className={classes.viewers} role="status" aria-label={t("ticketViewers.label")} data-testid="ticket-viewers">
      {first !== undefined && (
        <>
          <span className={classes.faces}>
            {sorted.slice(0, MOST_FACES).map((viewer) => (
              <span
                key={viewer.agentId}
                className={classes.face}
                data-typing={viewer.typing || undefined}
                title={say(viewer)}
                data-testid="ticket-viewer"
              >
                <Avatar id={viewer.agentId} name={agentName(viewer.agentId)} size={20} />
              </span>
            ))}
          </span>
          <span className={`${classes.text} ellipsis`}>
            {isOne ? say(first) : t("ticketViewers.many", { count: sorted.length })}
          </span>
        </>
      )}
    </div>
  );
}
