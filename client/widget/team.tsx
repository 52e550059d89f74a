/** @jsxImportSource preact */
import { Avatar } from "./avatar.tsx";
import { opening, replyWithin } from "./reply-time.ts";
import { locale, t, type Ui } from "./ui.ts";

/** Whether somebody is there, and how soon they answer; without the shop's word only that the answer waits. */
export function Team({ ui }: { ui: Ui }) {
  const { team } = ui.state.shop ?? {};
  if (!team) return <p class="promise">{t("team.unknown")}</p>;
  const { people, state } = team;
  return (
    <div class="team" data-testid="team" data-state={state}>
      {people.length > 0 && (
        <span class="faces">
          {people.map(({ id, name }) => (
            <Avatar key={id} by={{ type: "agent", id, name }} />
          ))}
        </span>
      )}
      <p>
        <strong>
          {state === "online" && <i class="dot" />}
          {t(`team.${state}`)}
        </strong>
        <span class="small">{promiseOf(ui)}</span>
      </p>
    </div>
  );
}

/** What a visitor may expect who writes now. */
export function promiseOf({ state: { shop }, nowMs }: Pick<Ui, "state" | "nowMs">): string {
  const { state, usualReplySeconds, opensAt } = shop?.team ?? {};
  if (state === "closed" && opensAt) return t("team.opens", { time: opening(locale, Date.parse(opensAt), nowMs) });
  if (state === "online" && usualReplySeconds !== undefined)
    return t("team.within", { time: replyWithin(locale, usualReplySeconds) });
  return t(state === "online" ? "team.soon" : "team.later");
}
