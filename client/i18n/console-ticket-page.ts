/** The console's words about the page of one ticket: what stands around its facts and its time line. */
import { defineWords } from "./translate.ts";

export const ticketPageWords = defineWords({
  en: {
    "ticketPage.copyLink": "Copy link",
    "ticketPage.copied": "Link copied",
    "ticketPage.toConversation": "Conversation",
    "ticketPage.files": { one: "1 file", other: "{count} files" },
    "ticketPage.newestFirst": "Newest first",
    "ticketPage.oldestFirst": "Oldest first",
    "ticketPage.order": "Order: {order}",
    "ticketPage.notSet": "Not set",
    "ticketPage.customer": "Customer",
    "ticketPage.orders": { one: "1 order", other: "{count} orders" },
    "ticketPage.verified": "Verified",
    "ticketPage.guest": "Not verified",
    "ticketPage.escalate": "Escalate",
    "ticketPage.handOn": "Transfer: {name}",
  },
  "zh-CN": {
    "ticketPage.copyLink": "复制链接",
    "ticketPage.copied": "链接已复制",
    "ticketPage.toConversation": "关联会话",
    "ticketPage.files": "{count} 个附件",
    "ticketPage.newestFirst": "最新在前",
    "ticketPage.oldestFirst": "最早在前",
    "ticketPage.order": "排序：{order}",
    "ticketPage.notSet": "未设置",
    "ticketPage.customer": "客户",
    "ticketPage.orders": "{count} 笔订单",
    "ticketPage.verified": "已验证",
    "ticketPage.guest": "未验证",
    "ticketPage.escalate": "升级",
    "ticketPage.handOn": "转交：{name}",
  },
});
