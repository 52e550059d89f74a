/** Every route there is. */

import type { Route } from "#worker/define-route";
import { accountsRoutes } from "#worker/routes/accounts";
import { agentRoutes } from "#worker/routes/agents";
import { attributesRoutes } from "#worker/routes/attributes";
import { auditRoutes } from "#worker/routes/audit";
import { authRoutes } from "#worker/routes/auth";
import { blocksRoutes } from "#worker/routes/blocks";
import { businessRoutes } from "#worker/routes/business";
import { cannedRoutes } from "#worker/routes/canned";
import { closingRoutes } from "#worker/routes/closing";
import { contactsRoutes } from "#worker/routes/contacts";
import { conversationRoutes } from "#worker/routes/conversations";
import { followUpRoutes } from "#worker/routes/follow-ups";
import { healthRoutes } from "#worker/routes/health";
import { inboxSettingsRoutes } from "#worker/routes/inbox-settings";
import { inboxesRoutes } from "#worker/routes/inboxes";
import { invitationRoutes } from "#worker/routes/invitations";
import { keysRoutes } from "#worker/routes/keys";
import { labelsRoutes } from "#worker/routes/labels";
import { manualRoutes } from "#worker/routes/manual";
import { meRoutes } from "#worker/routes/me";
import { openApiRoutes } from "#worker/routes/openapi";
import { ordersRoutes } from "#worker/routes/orders";
import { preferencesRoutes } from "#worker/routes/preferences";
import { privacyRoutes } from "#worker/routes/privacy";
import { refundRoutes } from "#worker/routes/refunds";
import { replyRoutes } from "#worker/routes/replies";
import { rolesRoutes } from "#worker/routes/roles";
import { routingRoutes } from "#worker/routes/routing";
import { rulesRoutes } from "#worker/routes/rules";
import { savedViewRoutes } from "#worker/routes/saved-views";
import { searchRoutes } from "#worker/routes/search";
import { securityRoutes } from "#worker/routes/security";
import { slaRoutes } from "#worker/routes/sla";
import { socketRoutes } from "#worker/routes/sockets";
import { supportTierRoutes } from "#worker/routes/support-tiers";
import { teamRoutes } from "#worker/routes/teams";
import { ticketAttachmentsRoutes } from "#worker/routes/ticket-attachments";
import { ticketDeskRoutes } from "#worker/routes/ticket-desk";
import { ticketJoiningRoutes } from "#worker/routes/ticket-joining";
import { ticketTypesRoutes } from "#worker/routes/ticket-types";
import { ticketsRoutes } from "#worker/routes/tickets";
import { todayRoutes } from "#worker/routes/today";
import { widgetConversationRoutes } from "#worker/routes/widget-conversations";
import { widgetInboxRoutes } from "#worker/routes/widget-inbox";
import { widgetSessionRoutes } from "#worker/routes/widget-sessions";
import { widgetTicketsRoutes } from "#worker/routes/widget-tickets";
import { workWeightRoutes } from "#worker/routes/work-weights";

export const routes: readonly Route[] = [
  ...healthRoutes,
  ...openApiRoutes,
  ...authRoutes,
  ...meRoutes,
  ...todayRoutes,
  ...replyRoutes,
  ...followUpRoutes,
  ...agentRoutes,
  ...teamRoutes,
  ...supportTierRoutes,
  ...widgetSessionRoutes,
  ...widgetInboxRoutes,
  ...widgetConversationRoutes,
  ...conversationRoutes,
  ...socketRoutes,
  ...accountsRoutes,
  ...invitationRoutes,
  ...rolesRoutes,
  ...securityRoutes,
  ...contactsRoutes,
  ...ordersRoutes,
  ...blocksRoutes,
  ...privacyRoutes,
  ...auditRoutes,
  ...searchRoutes,
  ...keysRoutes,
  ...inboxesRoutes,
  ...closingRoutes,
  ...labelsRoutes,
  ...routingRoutes,
  ...workWeightRoutes,
  ...rulesRoutes,
  ...manualRoutes,
  ...ticketJoiningRoutes,
  ...ticketAttachmentsRoutes,
  ...ticketsRoutes,
  ...ticketDeskRoutes,
  ...ticketTypesRoutes,
  ...refundRoutes,
  ...widgetTicketsRoutes,
  ...attributesRoutes,
  ...preferencesRoutes,
  ...cannedRoutes,
  ...savedViewRoutes,
  ...inboxSettingsRoutes,
  ...businessRoutes,
  ...slaRoutes,
];
