import type { IconName } from "#client/console/theme/icon.tsx";
import type { TicketView } from "#protocol/constants";

export const VIEW_ICONS: Readonly<Record<TicketView, IconName>> = {
  mine: "person",
  unassigned: "list",
  team: "people",
  followed: "bell",
  overdue: "clock",
  all: "ticket",
};
