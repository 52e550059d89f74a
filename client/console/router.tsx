/** The console's addresses. Everything but the frame is loaded when it is first needed. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  redirect,
} from "@tanstack/react-router";
import { CONVERSATION_VIEWS, type ConversationView } from "#protocol/constants";
import { meQuery } from "./session/me.ts";
import { isSignedOut, safeReturn } from "./session/session-ended.ts";
import { PageFailed, PageLoading, PageMissing } from "./shell/states.tsx";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: PageMissing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { returnTo?: string | undefined } => ({ returnTo: safeReturn(search.returnTo) }),
  component: lazyRouteComponent(() => import("./session/sign-in-page.tsx"), "SignInPage"),
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: "signed-in",
  async beforeLoad({ context, location }) {
    try {
      await context.queries.ensureQueryData(meQuery);
    } catch (error) {
      if (isSignedOut(error)) throw redirect({ to: "/sign-in", search: { returnTo: safeReturn(location.href) } });
      throw error;
    }
  },
  component: lazyRouteComponent(() => import("./shell/shell.tsx"), "Shell"),
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad({ context }) {
    // Who handles no conversations has none of their own.
    const mayHandle = context.queries.getQueryData(meQuery.queryKey)?.permissions.includes("conversation.accept");
    throw redirect({ to: "/inbox/$view", params: { view: mayHandle ? "mine" : "all" }, replace: true });
  },
});

const inbox = createRoute({
  getParentRoute: () => signedIn,
  path: "/inbox/$view",
  params: {
    parse: ({ view }): { view: ConversationView } => {
      const known = CONVERSATION_VIEWS.find((each) => each === view);
      if (known === undefined) throw notFound();
      return { view: known };
    },
  },
  component: lazyRouteComponent(() => import("./inbox/inbox-page.tsx"), "InboxPage"),
});

const noThread = createRoute({
  getParentRoute: () => inbox,
  path: "/",
  component: lazyRouteComponent(() => import("./thread/no-thread.tsx"), "NoThread"),
});

const thread = createRoute({
  getParentRoute: () => inbox,
  path: "/$conversationId",
  component: lazyRouteComponent(() => import("./thread/thread-page.tsx"), "ThreadPage"),
});

const routeTree = root.addChildren([signIn, signedIn.addChildren([home, inbox.addChildren([noThread, thread])])]);

/** @param queries what pages read goes through it, and what they find out about the session too */
export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    basepath: "/console",
    context: { queries },
    defaultPendingComponent: PageLoading,
    defaultErrorComponent: PageFailed,
    defaultPreload: "intent",
    defaultPendingMs: 200,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
