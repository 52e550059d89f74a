import { Outlet, useParams, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { FeedProvider } from "#client/console/inbox/feed.tsx";
import { useMe } from "#client/console/session/me.ts";
import { Rail } from "./rail.tsx";
import classes from "./shell.module.css";

/** The console around whatever part of it is open: for those who are signed in. */
export function Shell() {
  const { conversationId } = useParams({ strict: false });
  const me = useMe();
  useRouteGuards(me.permissions.join());
  return (
    <FeedProvider key={me.id}>
      <div className={classes.shell} data-open={conversationId !== undefined || undefined}>
        <Rail />
        <Outlet />
      </div>
    </FeedProvider>
  );
}

/** Whoever loses a permission while a page is open that takes it is asked again at its door. */
function useRouteGuards(permissions: string): void {
  const router = useRouter();
  const known = useRef(permissions);
  useEffect(() => {
    if (known.current === permissions) return;
    known.current = permissions;
    void router.invalidate();
  }, [permissions, router]);
}
