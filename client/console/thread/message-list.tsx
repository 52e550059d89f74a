import { Button, Skeleton } from "@mantine/core";
import { useLabels } from "#client/console/labels/use-labels.ts";
import { useDirectory } from "#client/console/session/directory.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWords } from "#client/console/words.tsx";
import { formatDay } from "#client/i18n/format.ts";
import { wordActivity } from "./activity.ts";
import { layOut } from "./group.ts";
import classes from "./message-list.module.css";
import { Run } from "./run.tsx";
import { lastOwnKey, type ThreadItem } from "./thread-items.ts";
import type { ThreadCommands } from "./use-conversation.ts";
import { useStickToEnd } from "./use-stick-to-end.ts";

export interface MessageListProps {
  readonly items: readonly ThreadItem[];
  readonly customerName: string;
  readonly firstNewKey: string | undefined;
  readonly loaded: boolean;
  readonly older: "none" | "idle" | "loading" | "failed";
  readonly typing: readonly { name: string; draft?: string | undefined }[];
  readonly commands: ThreadCommands;
  /** Called whenever the end is in sight of a reader who is looking. */
  readonly onSeen: () => void;
}

/** Today becomes yesterday, and a message can be changed no more, under the reader's eyes. */
const TICK_MS = 10_000;

/** The messages, the latest at the bottom and in sight unless the reader has scrolled up. */
export function MessageList(props: MessageListProps) {
  const { items, loaded, older, typing, commands, customerName } = props;
  const { t } = useWords();
  const blocks = layOut(items, props.firstNewKey);
  const nowMs = useNow(TICK_MS);
  const forRuns = { customerName, stateKey: lastOwnKey(items), commands, nowMs };
  const scroll = useStickToEnd(items, typing.length, props.onSeen);
  return (
    <div className={classes.wrap}>
      <div
        className={classes.scroll}
        {...scroll.props}
        role="log"
        aria-label={t("thread.messages")}
        aria-busy={!loaded}
        data-testid="messages"
      >
        <ol className={classes.column}>
          {older !== "none" && <Older state={older} onLoad={commands.loadOlder} />}
          {!loaded && items.length === 0 && <Loading />}
          {loaded && items.length === 0 && <li className={classes.activity}>{t("thread.empty")}</li>}
          {blocks.map((block) => {
            if (block.kind === "day") return <Day key={block.key} atMs={block.atMs} nowMs={nowMs} />;
            if (block.kind === "activity") return <ActivityLine key={block.key} item={block.item} />;
            if (block.kind === "run") return <Run key={block.key} items={block.items} {...forRuns} />;
            return (
              <li key={block.key} className={classes.divider} data-new data-testid="new-divider">
                {t("thread.new")}
              </li>
            );
          })}
          {typing.map(({ name, draft }) => (
            <li key={name} className={classes.typing} data-testid="typing">
              <span className={classes.dots} aria-hidden="true">
                <i />
                <i />
                <i />
              </span>
              {t("thread.typing", { name })}
              {draft !== undefined && draft !== "" && <span className={classes.draft}>{draft}</span>}
            </li>
          ))}
        </ol>
      </div>
      {!scroll.atEnd && (
        <Button
          className={classes.latest}
          leftSection={<Icon name="arrowDown" size={16} />}
          onClick={scroll.toEnd}
          data-testid="jump-to-latest"
        >
          {scroll.unseen > 0 ? t("thread.newCount", { count: scroll.unseen }) : t("thread.latest")}
        </Button>
      )}
    </div>
  );
}

function Day({ atMs, nowMs }: { atMs: number; nowMs: number }) {
  const { locale } = useWords();
  return <li className={classes.divider}>{formatDay(locale, atMs, nowMs)}</li>;
}

function ActivityLine({ item }: { item: ThreadItem }) {
  const { t } = useWords();
  const { nameOf } = useDirectory();
  const labels = useLabels();
  if (item.entry.kind !== "message") return null;
  const { icon, text } = wordActivity(item.entry.message.content, { nameOf, labelNameOf: labels.nameOf }, t);
  return (
    <li className={classes.activity} data-testid="activity">
      <Icon name={icon} size={14} />
      <span>{text}</span>
    </li>
  );
}

function Older({ state, onLoad }: { state: "idle" | "loading" | "failed"; onLoad: () => void }) {
  const { t } = useWords();
  return (
    <li className={classes.older}>
      {state === "failed" && <span role="alert">{t("thread.olderFailed")}</span>}
      <Button variant="subtle" loading={state === "loading"} onClick={onLoad} data-testid="load-older">
        {t("thread.older")}
      </Button>
    </li>
  );
}

function Loading() {
  const { t } = useWords();
  return (
    <li className={classes.loading} data-testid="messages-loading">
      <span className="visually-hidden">{t("console.loading")}</span>
      <Skeleton height={34} width="58%" />
      <Skeleton height={54} width="46%" ml="auto" />
      <Skeleton height={34} width="36%" />
      <Skeleton height={34} width="52%" ml="auto" />
    </li>
  );
}
