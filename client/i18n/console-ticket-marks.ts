/** What the marks of a ticket are called, for whoever does not see them. */
import { defineWords } from "./translate.ts";

export const ticketMarkWords = defineWords({
  en: {
    "ticketMark.priority": "Priority: {value}",
    "ticketMark.status": "Status: {value}",
    "ticketMark.subs": "{done} of {count} sub-tickets done",
  },
  "zh-CN": {
    "ticketMark.priority": "优先级：{value}",
    "ticketMark.status": "状态：{value}",
    "ticketMark.subs": "子工单已完成 {done}/{count}",
  },
});
