import { Outlet, useParams } from "@tanstack/react-router";
import { FeedProvider } from "#client/console/inbox/feed.tsx";
import { useMe } from "#client/console/session/me.ts";
import { Rail } from "./rail.tsx";
import classes from "./shell.module.css";

/** The console around whatever part of it is open: for those who are signed in. */
export function Shell() {
  const { conversationId } = useParams({ strict: false });
  const me = useMe();
  return (
    <FeedProvider key={me.id}>
      <div className={classes.shell} data-open={conversationId !== undefined || undefined}>
        <Rail />
        <Outlet />
      </div>
    </FeedProvider>
  );
}
