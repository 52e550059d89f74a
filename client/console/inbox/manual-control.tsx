import { Button, Menu } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { teamsQuery } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { manualWords } from "#client/i18n/console-manual.ts";
import { handOutByHand } from "#client/lib/manual-api.ts";
import classes from "./manual-notice.module.css";

const HOURS = [1, 2, 4, 8];
const MINUTES_AN_HOUR = 60;
const SOON_MS = 30_000;

interface Wanted {
  readonly id: string;
  readonly name: string;
  readonly minutes: number;
}

/** Where leads say that work of their teams is picked for a while, or that it is offered again. */
export default function ManualControl() {
  const { t } = useWordsOf(manualWords);
  const { teamIds, permissions } = useMe();
  const nowMs = useNow(SOON_MS);
  const notify = useNotify();
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: ({ id, minutes }: Wanted) => handOutByHand(api, id, minutes),
    onSuccess: (_, { name, minutes }) =>
      notify.done(t(minutes === 0 ? "manual.ended" : "manual.started", { team: name })),
    onError(error) {
      if (!isSignedOut(error)) notify.problem(t("manual.problem"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: teamsQuery.queryKey }),
  });
  const all = useQuery(teamsQuery).data ?? [];
  const teams = all.filter(({ id }) => permissions.includes("team.manage") || teamIds.includes(id));
  if (teams.length === 0) return null;
  return (
    <div className={classes.control}>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button variant="subtle" size="compact-sm" loading={change.isPending} data-testid="manual-control">
            {t("manual.start")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {teams.map(({ id, name, manualUntilMs = 0 }) => (
            <div key={id} data-testid={`manual-${id}`}>
              <Menu.Label>{name}</Menu.Label>
              {HOURS.map((count) => (
                <Menu.Item key={count} onClick={() => change.mutate({ id, name, minutes: count * MINUTES_AN_HOUR })}>
                  {t("manual.hours", { count })}
                </Menu.Item>
              ))}
              {manualUntilMs > nowMs && (
                <Menu.Item onClick={() => change.mutate({ id, name, minutes: 0 })}>
                  {t("manual.end", { team: name })}
                </Menu.Item>
              )}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
