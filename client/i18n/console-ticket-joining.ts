/** The console's words about tickets that may be about the same. */
import { defineWords } from "./translate.ts";

export const ticketJoiningWords = defineWords({
  en: {
    "joining.may": "This may be the same as #{number}",
    "joining.join": "Add it there",
    "joining.anew": "Make a new one",
    "joining.merge": "Merge into #{number}",
    "joining.sameOrder": "Same order: {orders}",
    "joining.otherOrder": "About another order",
    "joining.orders": "Orders",
    "joining.noOrders": "None",
    "joining.same": "same",
    "joining.linked": "Its conversations are linked with #{number}.",
    "joining.joined": "Added to #{number} as a note, and the conversation is linked with it",
    "joining.merged": "Merged into #{number}",
    "joining.failed": "That did not work. Look at both tickets and try again.",
  },
  "zh-CN": {
    "joining.may": "可能与 #{number} 是同一问题",
    "joining.join": "并入该工单",
    "joining.anew": "仍新建工单",
    "joining.merge": "合并到 #{number}",
    "joining.sameOrder": "同一订单：{orders}",
    "joining.otherOrder": "订单不同",
    "joining.orders": "订单",
    "joining.noOrders": "无",
    "joining.same": "相同",
    "joining.linked": "其会话将关联到 #{number}。",
    "joining.joined": "已作为备注添加到 #{number}，并关联了本会话",
    "joining.merged": "已合并到 #{number}",
    "joining.failed": "操作未成功，请查看两个工单后重试。",
  },
});
