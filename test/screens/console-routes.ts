/** The console's addresses that have a screen, as its router names them; pages of the settings are apart. */
export const CONSOLE_ROUTES = [
  "/sign-in",
  "/forgot-password",
  "/reset-password",
  "/second-factor",
  "/join",
  "/inbox/$view",
  "/inbox/$view/",
  "/inbox/$view/$conversationId",
  "/today",
  "/tickets",
  "/tickets/",
  "/tickets/$ticketId",
  "/settings",
  "/settings/inboxes/$inboxId",
] as const;
export type ConsoleRoute = (typeof CONSOLE_ROUTES)[number];
