/** What the shapes of a ticket's priority and status are called by whoever does not see them. */
import { defineWords } from "./translate.ts";

export const ticketMarkWords = defineWords({
  en: {
    "ticketMark.priority": "Priority: {value}",
    "ticketMark.status": "Status: {value}",
  },
  "zh-CN": {
    "ticketMark.priority": "优先级：{value}",
    "ticketMark.status": "状态：{value}",
  },
});
