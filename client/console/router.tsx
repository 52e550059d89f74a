/**
 * The console's addresses. The frame and the list, with which every day begins, come with the first script: fetched one
 * after the other they would keep everybody waiting. The rest is loaded when it is first needed.
 */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  type RouteComponent,
  redirect,
} from "@tanstack/react-router";
import { CONVERSATION_VIEWS, type ConversationView } from "#protocol/constants";
import type { TodayFilters } from "#protocol/http-today";
import { type ListSearch, readSearch } from "./inbox/filters.ts";
import { InboxPage } from "./inbox/inbox-page.tsx";
import { meQuery } from "./session/me.ts";
import { isSignedOut, safeReturn } from "./session/session-ended.ts";
import { INBOX_TABS, type InboxTab } from "./settings/inboxes/tabs.ts";
import { type SettingsSection, sectionsFor } from "./settings/sections.ts";
import { Shell } from "./shell/shell.tsx";
import { PageFailed, PageLoading, PageMissing } from "./shell/states.tsx";
import { NoThread } from "./thread/no-thread.tsx";
import { readTicketSearch, type TicketSearch } from "./tickets/search.ts";
import { readTodaySearch } from "./today/search.ts";

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ notFoundComponent: PageMissing });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search): { returnTo?: string | undefined } => ({ returnTo: safeReturn(search.returnTo) }),
  component: lazyRouteComponent(() => import("./session/sign-in-page.tsx"), "SignInPage"),
});

const join = createRoute({
  getParentRoute: () => root,
  path: "/join",
  component: lazyRouteComponent(() => import("./session/join-page.tsx"), "JoinPage"),
});

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("./session/forgot-password-page.tsx"), "ForgotPasswordPage"),
});

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: "/reset-password",
  component: lazyRouteComponent(() => import("./session/reset-password-page.tsx"), "ResetPasswordPage"),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: "/second-factor",
  validateSearch: (search): { returnTo?: string | undefined } => ({ returnTo: safeReturn(search.returnTo) }),
  component: lazyRouteComponent(() => import("./session/second-factor-page.tsx"), "SecondFactorPage"),
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
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => signedIn,
  path: "/",
  beforeLoad({ context }) {
    // Who handles no conversations has none of their own.
    const permissions = context.queries.getQueryData(meQuery.queryKey)?.permissions ?? [];
    if (!permissions.includes("conversation.list")) throw redirect({ to: "/settings", replace: true });
    const mayHandle = permissions.includes("conversation.accept");
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
  validateSearch: (search): ListSearch => readSearch(search),
  component: InboxPage,
});

const noThread = createRoute({
  getParentRoute: () => inbox,
  path: "/",
  component: NoThread,
});

const thread = createRoute({
  getParentRoute: () => inbox,
  path: "/$conversationId",
  // Which message to show: its number.
  validateSearch: ({ at }): { at?: number | undefined } => (Number.isSafeInteger(at) ? { at: Number(at) } : {}),
  component: lazyRouteComponent(() => import("./thread/thread-page.tsx"), "ThreadPage"),
});

const today = createRoute({
  getParentRoute: () => signedIn,
  path: "/today",
  validateSearch: (search): TodayFilters => readTodaySearch(search),
  beforeLoad({ context }) {
    const permissions = context.queries.getQueryData(meQuery.queryKey)?.permissions ?? [];
    if (!permissions.includes("conversation.list")) throw notFound();
  },
  component: lazyRouteComponent(() => import("./today/today-page.tsx"), "TodayPage"),
});

const tickets = createRoute({
  getParentRoute: () => signedIn,
  path: "/tickets",
  validateSearch: (search): TicketSearch => readTicketSearch(search),
  beforeLoad({ context }) {
    const permissions = context.queries.getQueryData(meQuery.queryKey)?.permissions ?? [];
    if (!permissions.includes("ticket.read")) throw notFound();
  },
  component: lazyRouteComponent(() => import("./tickets/tickets-page.tsx"), "TicketsPage"),
});

const noTicket = createRoute({
  getParentRoute: () => tickets,
  path: "/",
  component: lazyRouteComponent(() => import("./tickets/tickets-page.tsx"), "NoTicket"),
});

const ticket = createRoute({
  getParentRoute: () => tickets,
  path: "/$ticketId",
  component: lazyRouteComponent(() => import("./tickets/ticket-page.tsx"), "TicketPage"),
});

const settings = createRoute({
  getParentRoute: () => signedIn,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings-page.tsx"), "SettingsPage"),
});

/** One page of the settings, for whoever may see it. */
function section<Name extends SettingsSection["name"]>(name: Name, component: RouteComponent) {
  return createRoute({
    getParentRoute: () => settings,
    path: `/${name}`,
    beforeLoad: ({ context }) => letIn(context.queries, name),
    component,
  });
}

function letIn(queries: QueryClient, name: SettingsSection["name"]): void {
  const permissions = queries.getQueryData(meQuery.queryKey)?.permissions ?? [];
  if (!sectionsFor(permissions).some((each) => each.name === name)) throw notFound();
}

const isInboxTab = (tab: unknown): tab is InboxTab => INBOX_TABS.some((known) => known === tab);

const oneInbox = createRoute({
  getParentRoute: () => settings,
  path: "/inboxes/$inboxId",
  validateSearch: ({ tab }): { tab?: InboxTab | undefined } => ({ tab: isInboxTab(tab) ? tab : undefined }),
  beforeLoad: ({ context }) => letIn(context.queries, "inboxes"),
  component: lazyRouteComponent(() => import("./settings/inboxes/inbox-page.tsx"), "InboxPage"),
});

const sections = [
  section(
    "business",
    lazyRouteComponent(() => import("./settings/business/business-page.tsx"), "BusinessPage"),
  ),
  section(
    "inboxes",
    lazyRouteComponent(() => import("./settings/inboxes/inboxes-page.tsx"), "InboxesPage"),
  ),
  oneInbox,
  section(
    "teams",
    lazyRouteComponent(() => import("./settings/teams/teams-page.tsx"), "TeamsPage"),
  ),
  section(
    "routing",
    lazyRouteComponent(() => import("./settings/routing/routing-page.tsx"), "RoutingPage"),
  ),
  section(
    "rules",
    lazyRouteComponent(() => import("./settings/rules/rules-page.tsx"), "RulesPage"),
  ),
  section(
    "security",
    lazyRouteComponent(() => import("./settings/security/security-page.tsx"), "SecurityPage"),
  ),
  section(
    "appearance",
    lazyRouteComponent(() => import("./settings/appearance/appearance-page.tsx"), "AppearancePage"),
  ),
  section(
    "notifications",
    lazyRouteComponent(() => import("./settings/notifications/notifications-page.tsx"), "NotificationsPage"),
  ),
  section(
    "canned",
    lazyRouteComponent(() => import("./settings/canned/canned-page.tsx"), "CannedPage"),
  ),
  section(
    "people",
    lazyRouteComponent(() => import("./settings/people/people-page.tsx"), "PeoplePage"),
  ),
  section(
    "roles",
    lazyRouteComponent(() => import("./settings/roles/roles-page.tsx"), "RolesPage"),
  ),
  section(
    "sla",
    lazyRouteComponent(() => import("./settings/sla/sla-page.tsx"), "SlaPage"),
  ),
  section(
    "calendars",
    lazyRouteComponent(() => import("./settings/calendars/calendars-page.tsx"), "CalendarsPage"),
  ),
  section(
    "ticketTypes",
    lazyRouteComponent(() => import("./settings/ticket-types/ticket-types-page.tsx"), "TicketTypesPage"),
  ),
  section(
    "labels",
    lazyRouteComponent(() => import("./settings/labels/labels-page.tsx"), "LabelsPage"),
  ),
  section(
    "closing",
    lazyRouteComponent(() => import("./settings/closing/closing-page.tsx"), "ClosingPage"),
  ),
  section(
    "refunds",
    lazyRouteComponent(() => import("./settings/refunds/refunds-page.tsx"), "RefundsPage"),
  ),
  section(
    "blocks",
    lazyRouteComponent(() => import("./settings/blocks/blocks-page.tsx"), "BlocksPage"),
  ),
  section(
    "identification",
    lazyRouteComponent(() => import("./settings/identification/identification-page.tsx"), "IdentificationPage"),
  ),
  section(
    "privacy",
    lazyRouteComponent(() => import("./settings/privacy/privacy-page.tsx"), "PrivacyPage"),
  ),
  section(
    "requests",
    lazyRouteComponent(() => import("./settings/requests/requests-page.tsx"), "RequestsPage"),
  ),
  section(
    "keys",
    lazyRouteComponent(() => import("./settings/keys/keys-page.tsx"), "KeysPage"),
  ),
  section(
    "audit",
    lazyRouteComponent(() => import("./settings/audit/audit-page.tsx"), "AuditPage"),
  ),
] as const;

const routeTree = root.addChildren([
  signIn,
  join,
  forgotPassword,
  resetPassword,
  secondFactor,
  signedIn.addChildren([
    home,
    today,
    inbox.addChildren([noThread, thread]),
    tickets.addChildren([noTicket, ticket]),
    settings.addChildren(sections),
  ]),
]);

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
