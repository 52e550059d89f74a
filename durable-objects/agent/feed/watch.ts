/**
 * Which queues tell this agent of their rows: those whose lists the feeds show. An agent works from their own teams'; who
 * looks at the whole shop is told by every team's, which D1 knows, so one that is made later joins at the next renewal.
 */
import { oweWatch } from "#actors/agent/deliveries";
import type { Feed } from "#actors/agent/feed/feed";
import type { Outbox } from "#actors/runtime/outbox";

const WATCH_MS = 10 * 60_000;
const RENEWAL_MS = 5 * 60_000;

export interface WatchPorts {
  readonly sql: SqlStorage;
  readonly outbox: Outbox;
  readonly feed: Pick<Feed, "views" | "looksAtEveryTeam">;
  readonly ownTeamIds: () => readonly string[];
  readonly everyTeamId: () => Promise<readonly string[]>;
}

export class Watch {
  readonly #ports: WatchPorts;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** The lists that are looked at have changed: tells those queues that are known. @returns when to {@link renew} */
  changed(nowMs: number): number | undefined {
    const { feed, ownTeamIds } = this.#ports;
    const againAtMs = this.#tell(feed.looksAtEveryTeam() ? [...ownTeamIds(), ...this.#watched()] : ownTeamIds(), nowMs);
    // The other teams are listed from the alarm, which tries again by itself should D1 be away.
    return againAtMs !== undefined && feed.looksAtEveryTeam() ? nowMs : againAtMs;
  }

  /** Tells the queues again, before they forget it. @returns when to come again, while anything is looked at */
  async renew(nowMs: number): Promise<number | undefined> {
    const { feed, ownTeamIds, everyTeamId } = this.#ports;
    if (!feed.looksAtEveryTeam()) return this.#tell(ownTeamIds(), nowMs);
    const everyTeam = await everyTeamId();
    // Whoever looked at them may have looked away meanwhile.
    return this.#tell(feed.looksAtEveryTeam() ? [...ownTeamIds(), ...everyTeam] : ownTeamIds(), nowMs);
  }

  #tell(teamIds: readonly string[], nowMs: number): number | undefined {
    const { sql, outbox, feed } = this.#ports;
    const views = feed.views();
    const wanted = new Set(views.length === 0 ? [] : teamIds);
    const left = this.#watched().filter((teamId) => !wanted.has(teamId));
    oweWatch(outbox, left, { views: [], untilMs: nowMs }, nowMs);
    oweWatch(outbox, [...wanted], { views, untilMs: nowMs + WATCH_MS }, nowMs);
    for (const teamId of left) sql.exec("DELETE FROM watched_teams WHERE team_id = ?", teamId);
    for (const teamId of wanted) sql.exec("INSERT OR IGNORE INTO watched_teams (team_id) VALUES (?)", teamId);
    outbox.flush(nowMs);
    return views.length === 0 ? undefined : nowMs + RENEWAL_MS;
  }

  /** Kept, so that those who were told can be told of the end, whatever the agent's teams are by then. */
  #watched(): string[] {
    return this.#ports.sql
      .exec<{ team_id: string }>("SELECT team_id FROM watched_teams")
      .toArray()
      .map((row) => row.team_id);
  }
}
