/** The console's words about conversations that joined a ticket. */
import { defineWords } from "./translate.ts";

export const ticketLinksWords = defineWords({
  en: {
    "ticketLinks.title": "Joined conversations",
    "ticketLinks.open": "Open conversation {place}",
    "ticketLinks.openIt": "Open that conversation",
    "ticketLinks.takeOff": "Take conversation {place} off this ticket",
    "ticketLinks.asking": "Take this conversation off the ticket?",
    "ticketLinks.askingText": "Its customer's messages there no longer count for the ticket. What was noted stays.",
    "ticketLinks.do": "Take off",
  },
  "zh-CN": {
    "ticketLinks.title": "并入的会话",
    "ticketLinks.open": "打开会话 {place}",
    "ticketLinks.openIt": "打开该会话",
    "ticketLinks.takeOff": "将会话 {place} 移出本工单",
    "ticketLinks.asking": "将该会话移出工单？",
    "ticketLinks.askingText": "客户在该会话中的消息不再关联本工单，已有备注会保留。",
    "ticketLinks.do": "移出",
  },
});
