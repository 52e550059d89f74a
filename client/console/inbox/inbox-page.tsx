import { Outlet, useParams } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import { PaneDivider } from "#client/console/shell/pane-divider.tsx";
import { LIST_PANE } from "#client/console/shell/pane-width.ts";
import { usePaneWidth } from "#client/console/shell/use-pane-width.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { ConversationList } from "./conversation-list.tsx";
import classes from "./inbox-page.module.css";

/** The list beside the conversation that is open; on a phone one of the two. */
export function InboxPage() {
  const { t } = useWordsOf(inboxWords);
  const { view } = useParams({ from: "/signed-in/inbox/$view" });
  const { conversationId } = useParams({ strict: false });
  const [listPx, setListPx] = usePaneWidth("list", LIST_PANE);
  const style: CSSProperties & { "--list-px": string } = { "--list-px": `${listPx}px` };
  return (
    <div className={classes.panes} style={style} data-open={conversationId !== undefined || undefined}>
      <ConversationList view={view} />
      <PaneDivider
        label={t("pane.list")}
        widthPx={listPx}
        range={LIST_PANE}
        paneIs="before"
        onWidth={setListPx}
        testId="list-divider"
      />
      <main className={classes.thread}>
        <Outlet />
      </main>
    </div>
  );
}
