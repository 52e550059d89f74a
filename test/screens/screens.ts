/**
 * Every screen of the product, once: what pictures are made of and what is looked at for barriers. Pages of the settings come
 * from the console's own list; a test holds that no route of the console is forgotten.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { INBOX_TABS } from "#client/console/settings/inboxes/tabs.ts";
import { repositoryRoot } from "#scripts/local/instance";
import type { ConsoleRoute } from "#test/screens/console-routes";
import type { World } from "#test/screens/world";

export interface Screen {
  readonly name: string;
  /** Whose browser it is: staff are signed in, and the customer has written before. */
  readonly as: "visitor" | "customer" | "agent" | "admin";
  /** What it shows of the console. */
  readonly route?: ConsoleRoute;
  /** Part of the page that is looked at for barriers; the rest is a shop's own. */
  readonly part?: string;
  /** How many elements axe finds there at least, if they are very few: with fewer, the page was not there yet. */
  readonly fewest?: number;
  /** Goes there from wherever the page is. */
  readonly open: (page: Page, world: World) => Promise<void>;
}

/** Where a customer meets the widget. */
const STORE = "/demo/";
/** Of a page of the settings with its heading. */
const FEWEST_CHARS = 40;
const WIDGET = "edgedesk-widget";

/** Within the console the page is changed, not loaded: its router hears of it. */
async function goTo(page: Page, { url }: World, path: string): Promise<void> {
  if (page.url().startsWith(`${url}/console/`) && path.startsWith("/console/"))
    await page.evaluate(`history.pushState({}, "", ${JSON.stringify(path)})`);
  else await page.goto(url + path);
}

function consolePage(name: string, as: Screen["as"], route: ConsoleRoute, path = `/console${route}`): Screen {
  return { name, as, route, open: (page, world) => goTo(page, world, path) };
}

const signedOut: readonly Screen[] = [
  consolePage("sign-in", "visitor", "/sign-in"),
  consolePage("forgot-password", "visitor", "/forgot-password"),
  consolePage("reset-password", "visitor", "/reset-password", "/console/reset-password#token=of-a-mail"),
  {
    name: "second-factor",
    as: "visitor",
    route: "/second-factor",
    async open(page, world) {
      const takes = { totp: true, passkey: true, recoveryCode: true };
      await page.route("**/api/v1/sign-in/second-factor", (answer) => answer.fulfill({ json: takes }));
      await goTo(page, world, "/console/second-factor");
      await page.getByTestId("second-factor").waitFor();
    },
  },
  {
    name: "join",
    as: "visitor",
    route: "/join",
    async open(page, world) {
      await page.goto(world.joinLink);
      await page.getByTestId("join-submit").waitFor();
    },
  },
];

const THREAD_ROUTE = "/inbox/$view/$conversationId";

async function openThread(page: Page, world: World): Promise<void> {
  await goTo(page, world, `/console/inbox/all/${world.conversationId}`);
  // It goes back to the queue while the agent is away for half a minute; whoever has it already may take it again.
  const address = `${world.url}/api/v1/conversations/${world.conversationId}/accept`;
  const taken = await page.request.post(address, { headers: { origin: world.url }, data: {} });
  if (!taken.ok()) throw new Error(`taking the conversation: ${taken.status()} ${await taken.text()}`);
  await page.getByTestId("composer-field").waitFor();
}

const inbox: readonly Screen[] = [
  {
    name: "inbox",
    as: "agent",
    route: "/inbox/$view/",
    async open(page, world) {
      await goTo(page, world, "/console/inbox/mine");
      await page.getByTestId("conversation-list").waitFor();
    },
  },
  consolePage("inbox-unassigned", "agent", "/inbox/$view", "/console/inbox/unassigned"),
  consolePage("inbox-all", "agent", "/inbox/$view", "/console/inbox/all"),
  { name: "thread", as: "agent", route: THREAD_ROUTE, open: openThread },
  {
    name: "thread-note",
    as: "agent",
    route: THREAD_ROUTE,
    async open(page, world) {
      await openThread(page, world);
      await page.getByTestId("composer-note").click();
    },
  },
  {
    name: "thread-transfer",
    as: "agent",
    async open(page, world) {
      await openThread(page, world);
      const wide = page.getByTestId("action-transfer");
      if (await wide.isVisible()) await wide.click();
      else {
        // On a phone it is the first of the menu.
        await page.getByTestId("action-more").click();
        await page.getByRole("menuitem").first().click();
      }
      await page.getByTestId("transfer-to").click();
      await page.getByRole("option").first().waitFor();
    },
  },
];

/** A ticket, with a part of its page in sight. */
function ticketAt(name: string, partId: string): Screen {
  return {
    name,
    as: "agent",
    route: "/tickets/$ticketId",
    async open(page, world) {
      await goTo(page, world, `/console/tickets/${world.ticketId}?view=all`);
      await page.getByTestId("entry-note").waitFor();
      await page.getByTestId(partId).last().scrollIntoViewIfNeeded();
    },
  };
}

/** What opens over a ticket. @param clicks one after the other */
function overTicket(name: string, clicks: readonly string[], landmark: string): Screen {
  return {
    name: `ticket-${name}`,
    as: "agent",
    async open(page, world) {
      await page.keyboard.press("Escape");
      await goTo(page, world, "/console/tickets?view=all");
      await goTo(page, world, `/console/tickets/${world.ticketId}?view=all`);
      await page.getByTestId("entry-note").waitFor();
      for (const click of clicks) await page.getByTestId(click).first().click();
      await page.getByTestId(landmark).first().waitFor();
    },
  };
}

/** What opens over the list of tickets, as {@link overTicket} has it. */
function overTickets(name: string, clicks: readonly string[], landmark: string): Screen {
  return {
    name: `tickets-${name}`,
    as: "agent",
    async open(page, world) {
      await page.keyboard.press("Escape");
      // What the screen before selected is selected until the list is left.
      await goTo(page, world, "/console/today");
      await page.getByTestId("today-page").waitFor();
      await goTo(page, world, "/console/tickets?view=all");
      for (const click of clicks) await page.getByTestId(click).first().click();
      await page.getByTestId(landmark).first().waitFor();
    },
  };
}

const ticketDialogs: readonly Screen[] = [
  overTicket("edit", ["ticket-edit"], "ticket-about-form"),
  overTicket("articles", ["article-add"], "article-form"),
  overTicket("merge", ["ticket-more", "ticket-merge"], "merge-dialog"),
  overTicket("transfer", ["ticket-transfer", "ticket-transfer-to"], "ticket-transfer-submit"),
  overTicket("split", ["ticket-more", "ticket-split"], "split-dialog"),
  overTicket("resolve", ["ticket-resolve"], "closing-dialog"),
  overTicket("follow-up", ["ticket-more", "follow-up-new"], "follow-up-dialog"),
  overTicket("selected", ["ticket-check"], "bulk-bar"),
  overTicket("refund-ask", ["refund-ask"], "refund-ask-dialog"),
  { ...overTicket("refund-decide", ["refund-do-refused"], "refund-step-dialog"), as: "admin" },
  // Last, as they stay open until the list is left.
  overTickets("hand-on-many", ["ticket-check", "bulk-team", "bulk-target"], "bulk-give"),
  overTickets("new-articles", ["ticket-new", "article-add"], "article-form"),
];

const today: readonly Screen[] = [
  {
    name: "today",
    as: "agent",
    route: "/today",
    async open(page, world) {
      await goTo(page, world, "/console/today");
      await page
        .getByTestId(/^today-(conversation|ticket|done)$/)
        .first()
        .waitFor();
    },
  },
];

const todayOfLeads: Screen = {
  name: "today-refunds",
  as: "admin",
  async open(page, world) {
    await goTo(page, world, "/console/today");
    await page.getByTestId("today-refund").first().waitFor();
  },
};

const tickets: readonly Screen[] = [
  {
    name: "tickets",
    as: "agent",
    route: "/tickets/",
    async open(page, world) {
      await goTo(page, world, "/console/tickets?view=all");
      await page.getByTestId("ticket-line").first().waitFor();
    },
  },
  consolePage("tickets-mine", "agent", "/tickets"),
  {
    name: "tickets-due",
    as: "agent",
    async open(page, world) {
      await goTo(page, world, "/console/tickets?view=all&sort=due");
      // Of those that are due there may be none.
      await page
        .getByTestId("list-scroll")
        .getByTestId(/^(ticket-group-.*|notice)$/)
        .first()
        .waitFor();
    },
  },
  {
    name: "tickets-narrowed",
    as: "agent",
    async open(page, world) {
      await goTo(page, world, "/console/tickets?view=all&status=closed&priority=urgent&type=suggestion&due=today");
      await page.getByTestId("ticket-empty-onward").waitFor();
    },
  },
  ticketAt("ticket", "ticket-title"),
  // What a phone, or a long ticket, has further down.
  ticketAt("ticket-time-line", "entry-created"),
  ticketAt("ticket-facts", "ticket-followers"),
  // What is open over the list the first of the dialogs closes.
  {
    name: "tickets-filter",
    as: "agent",
    async open(page, world) {
      await goTo(page, world, "/console/tickets?view=all&status=open&sort=priority");
      await page.getByTestId("ticket-filter-menu").click();
      await page.getByTestId("ticket-filter-status").waitFor();
    },
  },
  ...ticketDialogs,
];

/** Read as text: the list belongs to the console's own world, with a browser and its icons. */
export function settingsPages(): string[] {
  const list = readFileSync(join(repositoryRoot, "client/console/settings/sections.ts"), "utf8");
  return [...list.matchAll(/\bname: "([\w-]+)"/g)].map(([, name = ""]) => name);
}

const settings: readonly Screen[] = [
  consolePage("settings", "admin", "/settings"),
  {
    name: "settings-inbox",
    as: "admin",
    route: "/settings/inboxes/$inboxId",
    async open(page, world) {
      await goTo(page, world, `/console/settings/inboxes/${world.demo.inboxId}`);
      await page.getByTestId("inbox-settings").waitFor();
    },
  },
  ...settingsPages().map(
    (name): Screen => ({
      name: `settings-${name}`,
      as: "admin",
      async open(page, world) {
        await goTo(page, world, `/console/settings/${name}`);
        await page.locator(`[data-testid="settings-${name}"][aria-current="page"]`).waitFor({ state: "attached" });
        await page
          .locator('main :is([aria-busy="true"], .mantine-Skeleton-root)')
          .first()
          .waitFor({ state: "detached" });
        // A page that is still to come has nothing in it to look at.
        while (((await page.locator("main").first().textContent()) ?? "").length < FEWEST_CHARS)
          await page.waitForTimeout(50);
      },
    }),
  ),
];

const INBOX_ROUTE = "/settings/inboxes/$inboxId";

const inboxSettings: readonly Screen[] = INBOX_TABS.map((tab) => ({
  name: `settings-inboxes-${tab}`,
  as: "admin",
  route: INBOX_ROUTE,
  async open(page, world) {
    await goTo(page, world, `/console/settings/inboxes/web?tab=${tab}`);
    await page.locator(`[data-testid="inbox-tab-${tab}"][aria-selected="true"]`).waitFor();
  },
}));

async function openWidget(page: Page, world: World): Promise<void> {
  await page.goto(world.url + STORE);
  await page.getByTestId("launcher").click();
  await page.getByTestId("home").waitFor();
}

const widget: readonly Screen[] = [
  {
    name: "widget-closed",
    as: "customer",
    part: WIDGET,
    fewest: 1,
    async open(page, world) {
      await page.goto(world.url + STORE);
      await page.getByTestId("launcher").waitFor();
    },
  },
  { name: "widget-home", as: "customer", part: WIDGET, open: openWidget },
  {
    name: "widget-thread",
    as: "customer",
    part: WIDGET,
    async open(page, world) {
      await openWidget(page, world);
      await page.getByTestId("panel").getByTestId("conversation-row").first().click();
      await page.getByTestId("thread").getByTestId("message").first().waitFor();
    },
  },
  {
    name: "widget-request",
    as: "customer",
    part: WIDGET,
    async open(page, world) {
      await openWidget(page, world);
      await page.getByTestId("leave-request").click();
      await page.getByTestId("request-send").waitFor();
    },
  },
];

const pages: readonly Screen[] = [
  { name: "landing", as: "visitor", open: (page, world) => goTo(page, world, "/") },
  {
    name: "try-widget",
    as: "visitor",
    open: (page, world) => goTo(page, world, `/try-widget/?${new URLSearchParams({ inbox: "web" })}`),
  },
  storePage("demo-store", "", "product-card"),
  storePage("demo-list", "shop/teaware", "product-card"),
  storePage("demo-product", "product/kettle", "buy"),
  storePage("demo-buy", "buy/kettle?variant=graphite", "place-order"),
  storePage("demo-account", "account", "customer-anna-lindqvist"),
  {
    name: "demo-orders",
    as: "visitor",
    async open(page, world) {
      await page.goto(`${world.url}${STORE}account`);
      await page.getByTestId("customer-anna-lindqvist").click();
      await page.locator('.orders [data-testid="order"], .orders .empty').first().waitFor();
    },
  },
  storePage("demo-returns", "help/returns", "to-account"),
];

/** @param landmark is there once the page is */
function storePage(name: string, path: string, landmark: string): Screen {
  return {
    name,
    as: "visitor",
    async open(page, world) {
      await page.goto(world.url + STORE + path);
      await page.getByTestId(landmark).first().waitFor();
    },
  };
}

/** What opens over a page, each by a click there. */
const overPages: readonly Screen[] = [
  overPage("dialog-account", "/console/inbox/mine", "account-menu"),
  overPage("dialog-presence", "/console/inbox/mine", "presence"),
  overPage("dialog-palette", "/console/inbox/mine", "rail-search"),
  overPage("dialog-inbox", "/console/settings/inboxes", "new-inbox"),
  overPage("dialog-team", "/console/settings/teams", "new-team"),
  overPage("dialog-invite", "/console/settings/people", "invite"),
  overPage("dialog-role", "/console/settings/roles", "new-role"),
  overPage("dialog-label", "/console/settings/labels", "label-new"),
  overPage("dialog-type", "/console/settings/ticketTypes", "type-new"),
  overPage("dialog-weights", "/console/settings/routing", "change-weights"),
  overPage("dialog-calendar", "/console/settings/calendars", "calendar-new"),
  overPage("dialog-rule", "/console/settings/rules", "example-complaint"),
  overPage("dialog-canned", "/console/settings/canned", "canned-add"),
  overPage("dialog-block", "/console/settings/blocks", "blocks-add"),
  overPage("dialog-password", "/console/settings/security", "password-change"),
  {
    name: "dialog-support-tier",
    as: "admin",
    async open(page, world) {
      await page.keyboard.press("Escape");
      await goTo(page, world, "/console/settings/teams");
      await page.getByTestId("team-menu").first().click();
      await page.getByTestId("change-support-tier").click();
      await page.getByTestId("support-tier-dialog").waitFor();
    },
  },
  { name: "missing", as: "admin", open: (page, world) => goTo(page, world, "/console/nowhere") },
];

/** @param button what is clicked there */
function overPage(name: string, path: string, button: string): Screen {
  return {
    name,
    as: "admin",
    async open(page, world) {
      await page.keyboard.press("Escape");
      await goTo(page, world, path);
      await page.getByTestId(button).first().click();
      await page.locator("[role=dialog], [role=menu], form").first().waitFor();
    },
  };
}

/** Those of one person stand together: the console is loaded once for them. */
export const SCREENS: readonly Screen[] = [
  ...signedOut,
  ...pages,
  ...widget,
  ...inbox,
  ...today,
  todayOfLeads,
  ...tickets,
  ...settings,
  ...inboxSettings,
  ...overPages,
];
