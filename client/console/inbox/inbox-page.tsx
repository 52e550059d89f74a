import { Outlet, useParams } from "@tanstack/react-router";
import { ConversationList } from "./conversation-list.tsx";
import classes from "./inbox-page.module.css";

/** The list beside the conversation that is open; on a phone one of the two. */
export function InboxPage() {
  const { view } = useParams({ from: "/signed-in/inbox/$view" });
  const { conversationId } = useParams({ strict: false });
  return (
    <div className={classes.panes} data-open={conversationId !== undefined || undefined}>
      <ConversationList view={view} />
      <main className={classes.thread}>
        <Outlet />
      </main>
    </div>
  );
}
