/** The console's words about what colleagues do with tickets that one has or follows. */
import { defineWords } from "./translate.ts";

export const ticketNewsWords = defineWords({
  en: {
    "ticketNews.mention": "#{number} · {name} mentioned you",
    "ticketNews.note": "#{number} · {name} left a note",
    "ticketNews.status": "#{number} · {name} changed the status",
    "ticketNews.transfer": "#{number} · {name} handed it on",
    "ticketNews.mentionText": "In a ticket’s internal note",
    "ticketNews.text": "A ticket that you follow or have",
    "ticketNews.count": { one: "{count} update", other: "{count} updates" },
    "ticketNews.system": "Edgedesk",
    "ticketNews.customer": "The customer",
  },
  "zh-CN": {
    "ticketNews.mention": "#{number} · {name} 提到了您",
    "ticketNews.note": "#{number} · {name} 添加了备注",
    "ticketNews.status": "#{number} · {name} 更改了状态",
    "ticketNews.transfer": "#{number} · {name} 转交了工单",
    "ticketNews.mentionText": "在工单的内部备注中",
    "ticketNews.text": "您关注或负责的工单",
    "ticketNews.count": "{count} 条动态",
    "ticketNews.system": "系统",
    "ticketNews.customer": "客户",
  },
});
