/** What commands do that are not of any one page; and the palette and the sheet of keys, loaded when first wanted. */
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { FLAGGED, toSearch } from "#client/console/inbox/filters.ts";
import { useChangePreferences } from "#client/console/preferences/use-preferences.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { useSignOut } from "#client/console/session/use-sign-out.ts";
import type { ConversationView } from "#protocol/constants";
import { useOffers } from "./commands.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const loadPalette = () => import("./palette.tsx");
const Palette = lazy(loadPalette);
const HelpSheet = lazy(() => import("./help-sheet.tsx"));
/** By then what the page needs first has come. */
const AHEAD_AFTER_MS = 3_000;

export function AppCommands() {
  const navigate = useNavigate();
  const me = useMe();
  const { setPresence } = useFeed();
  const change = useChangePreferences();
  const signingOut = useSignOut();
  const mayBePresent = useMay("agent.presence");
  const mayList = useMay("conversation.list");
  const mayReadTickets = useMay("ticket.read");
  const [open, setOpen] = useState<"palette" | "help">();
  useShortcuts();
  // So that it opens in an instant.
  useEffect(() => {
    const timer = setTimeout(() => void loadPalette(), AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  const go = (view: ConversationView) =>
    mayList ? () => void navigate({ to: "/inbox/$view", params: { view } }) : undefined;
  /** What had the focus before: it is given back, for the dialog is gone before it could do that itself. */
  const before = useRef<Element>(null);
  const show = (what: "palette" | "help") => {
    before.current = document.activeElement;
    setOpen(what);
  };
  const close = () => {
    setOpen(undefined);
    const element = before.current;
    if (element instanceof HTMLElement) requestAnimationFrame(() => element.focus({ preventScroll: true }));
  };
  useOffers({
    palette: () => show("palette"),
    help: () => show("help"),
    goToday: mayList ? () => void navigate({ to: "/today" }) : undefined,
    goMine: go("mine"),
    goQueue: go("unassigned"),
    goTeam: me.teamIds.length > 0 ? go("team") : undefined,
    goAll: go("all"),
    goFlagged: mayList
      ? () => void navigate({ to: "/inbox/$view", params: { view: "all" }, search: toSearch(FLAGGED) })
      : undefined,
    goTickets: mayReadTickets ? () => void navigate({ to: "/tickets" }) : undefined,
    goSettings: () => void navigate({ to: "/settings" }),
    online: mayBePresent ? () => setPresence({ status: "online" }) : undefined,
    busy: mayBePresent ? () => setPresence({ status: "busy" }) : undefined,
    offline: mayBePresent ? () => setPresence({ status: "offline" }) : undefined,
    themeLight: () => change({ theme: "light" }),
    themeDark: () => change({ theme: "dark" }),
    themeAuto: () => change({ theme: "auto" }),
    english: () => change({ locale: "en" }),
    chinese: () => change({ locale: "zh-CN" }),
    signOut: () => signingOut.mutate(),
  });
  return (
    <Suspense>
      {open === "palette" && <Palette onClose={close} />}
      {open === "help" && <HelpSheet onClose={close} />}
    </Suspense>
  );
}
