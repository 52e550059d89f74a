/** The console's words about what colleagues do with tickets that one has or follows. */
import { defineWords } from "./translate.ts";

export const ticketNewsWords = defineWords({
  en: {
    "ticketNews.mention": "{name} mentioned you in ticket #{number}",
    "ticketNews.note": "{name} left a note in ticket #{number}",
    "ticketNews.status": "{name} changed the status of ticket #{number}",
    "ticketNews.transfer": "{name} handed on ticket #{number}",
    "ticketNews.mentionText": "In an internal note",
    "ticketNews.text": "A ticket that you follow or have",
    "ticketNews.count": { one: "{count} update", other: "{count} updates" },
    "ticketNews.system": "Edgedesk",
    "ticketNews.customer": "The customer",
  },
  "zh-CN": {
    "ticketNews.mention": "{name} 在工单 #{number} 中提到了您",
    "ticketNews.note": "{name} 在工单 #{number} 中添加了备注",
    "ticketNews.status": "{name} 更改了工单 #{number} 的状态",
    "ticketNews.transfer": "{name} 转交了工单 #{number}",
    "ticketNews.mentionText": "在内部备注中",
    "ticketNews.text": "您关注或负责的工单",
    "ticketNews.count": "{count} 条动态",
    "ticketNews.system": "系统",
    "ticketNews.customer": "客户",
  },
});
