import { useSuspenseQuery } from "@tanstack/react-query";
import { Outlet, useParams, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { AppCommands } from "#client/console/commands/app-commands.tsx";
import { CommandsProvider } from "#client/console/commands/commands.tsx";
import { FeedProvider } from "#client/console/inbox/feed.tsx";
import { Notifier } from "#client/console/notify/notifier.tsx";
import { PreferencesApplied } from "#client/console/preferences/use-preferences.ts";
import { MeContext, meQuery } from "#client/console/session/me.ts";
import { LiveThreadsProvider } from "#client/console/thread/live-threads.tsx";
import { Rail } from "./rail.tsx";
import classes from "./shell.module.css";
import { PageLoading } from "./states.tsx";
import { Tips } from "./tips.tsx";

const EnrolPage = lazy(() =>
  import("#client/console/settings/security/enrol-page.tsx").then((page) => ({ default: page.EnrolPage })),
);

const FollowUpBell = lazy(() => import("#client/console/followups/follow-up-bell.tsx"));

/** The console around whatever part of it is open: for those who are signed in. */
export function Shell() {
  const { conversationId, ticketId } = useParams({ strict: false });
  // The route has asked before it shows anything, so this is there at once.
  const { data: me } = useSuspenseQuery(meQuery);
  useRouteGuards(me.permissions.join());
  if (me.mustEnrol) {
    return (
      <MeContext value={me}>
        <Suspense fallback={<PageLoading />}>
          <EnrolPage />
        </Suspense>
      </MeContext>
    );
  }
  return (
    <MeContext value={me}>
      <FeedProvider key={me.id}>
        <PreferencesApplied />
        <Notifier />
        <LiveThreadsProvider>
          <CommandsProvider>
            <div className={classes.shell} data-open={(conversationId ?? ticketId) !== undefined || undefined}>
              <Rail />
              <Outlet />
            </div>
            <AppCommands />
            <Suspense>
              <FollowUpBell />
            </Suspense>
            <Tips />
          </CommandsProvider>
        </LiveThreadsProvider>
      </FeedProvider>
    </MeContext>
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
