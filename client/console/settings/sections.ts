/** The pages of the settings, and whose each is. */
import type { IconName } from "#client/console/theme/icon.tsx";

export const SETTINGS_SECTIONS = [
  { name: "security", group: "you", icon: "lock", permission: "account.own" },
  { name: "appearance", group: "you", icon: "palette", permission: "account.own" },
  { name: "notifications", group: "you", icon: "bell", permission: "agent.feed" },
  { name: "canned", group: "you", icon: "slash", permission: "conversation.send" },
  { name: "business", group: "shop", icon: "shop", permission: "business.manage" },
  { name: "inboxes", group: "shop", icon: "inbox", permission: "inbox.manage" },
  { name: "teams", group: "shop", icon: "headset", permission: "team.manage" },
  { name: "routing", group: "shop", icon: "transfer", permission: "team.manage" },
  { name: "rules", group: "shop", icon: "filter", permission: "team.manage" },
  { name: "people", group: "shop", icon: "people", permission: "account.manage" },
  { name: "roles", group: "shop", icon: "sliders", permission: "role.manage" },
  { name: "sla", group: "shop", icon: "clock", permission: "sla.manage" },
  { name: "calendars", group: "shop", icon: "calendar", permission: "sla.manage" },
  { name: "ticketTypes", group: "shop", icon: "ticket", permission: "ticket.manageTypes" },
  { name: "labels", group: "shop", icon: "tag", permission: "label.manage" },
  { name: "closing", group: "shop", icon: "check", permission: "closing.manage" },
  { name: "refunds", group: "shop", icon: "money", permission: "refund.settings" },
  { name: "blocks", group: "shop", icon: "block", permission: "block.manage" },
  { name: "identification", group: "shop", icon: "shield", permission: "inbox.secret" },
  { name: "privacy", group: "privacy", icon: "hand", permission: "privacy.settings" },
  { name: "requests", group: "privacy", icon: "person", permission: "privacy.export" },
  { name: "keys", group: "privacy", icon: "key", permission: "key.manage" },
  { name: "audit", group: "privacy", icon: "list", permission: "audit.read" },
] as const satisfies readonly { name: string; group: "you" | "shop" | "privacy"; icon: IconName; permission: string }[];

export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** @param permissions what the reader may do, as `GET /api/v1/me` lists it */
export function sectionsFor(permissions: readonly string[]): SettingsSection[] {
  return SETTINGS_SECTIONS.filter(({ permission }) => permissions.includes(permission));
}
