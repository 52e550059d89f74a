import { Outlet, useParams } from "@tanstack/react-router";
import { FeedProvider } from "#client/console/inbox/feed.tsx";
import { Rail } from "./rail.tsx";
import classes from "./shell.module.css";

/** The console around whatever part of it is open: for those who are signed in. */
export function Shell() {
  const { conversationId } = useParams({ strict: false });
  return (
    <FeedProvider>
      <div className={classes.shell} data-open={conversationId !== undefined || undefined}>
        <Rail />
        <Outlet />
      </div>
    </FeedProvider>
  );
}
