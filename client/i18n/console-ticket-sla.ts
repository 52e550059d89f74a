/** The console's words about what the clock brings about on a ticket. */
import { defineWords } from "./translate.ts";

export const ticketSlaWords = defineWords({
  en: {
    "ticket.overdue.firstResponse": "Nobody began with it in the promised time",
    "ticket.overdue.resolution": "The time to resolve it is over",
    "ticket.overdue.promise": "The promised date has passed",
    "ticket.escalated.agent": "Whoever has it was told",
    "ticket.escalated.supervisor": "The supervisors were told",
    "ticket.escalated.qa": "Quality assurance was told",
  },
  "zh-CN": {
    "ticket.overdue.firstResponse": "未在承诺时间内开始处理",
    "ticket.overdue.resolution": "已超过承诺的解决时间",
    "ticket.overdue.promise": "已超过约定的日期",
    "ticket.escalated.agent": "已提醒负责人",
    "ticket.escalated.supervisor": "已上报主管",
    "ticket.escalated.qa": "已上报质检",
  },
});
