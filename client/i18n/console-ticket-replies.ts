/** The console's words about what is said to the customer in a ticket. */
import { defineWords } from "./translate.ts";

export const ticketReplyWords = defineWords({
  en: {
    "ticketReply.toCustomer": "Reply to customer",
    "ticketReply.internal": "Internal note",
    "ticketReply.customer": "Customer",
    "ticketReply.public": "To customer",
    "ticketReply.bot": "Bot",
    "ticketReply.note": "Internal",
    "ticketReply.recalled": "This message was recalled",
    "ticketReply.wait": "Then wait on customer",
    "ticketReply.waitHint": "Sets the status to “Waiting on customer”. Their answer opens the ticket again.",
    "ticketReply.none":
      "This ticket has no conversation, so the customer cannot be answered here. Notes stay internal.",
    "ticketReply.gone": "Its conversation is not yours to see, or was erased. You can leave notes.",
    "ticketReply.loading": "Loading the conversation…",
    "ticketReply.waitFailed": "Sent, but the status could not be changed.",
    "ticketReply.system": "Edgedesk",
  },
  "zh-CN": {
    "ticketReply.toCustomer": "回复客户",
    "ticketReply.internal": "内部备注",
    "ticketReply.customer": "客户",
    "ticketReply.public": "发给客户",
    "ticketReply.bot": "机器人",
    "ticketReply.note": "内部",
    "ticketReply.recalled": "此消息已撤回",
    "ticketReply.wait": "发送后等客户回复",
    "ticketReply.waitHint": "状态会变为“等客户回复”，客户回复后自动恢复处理。",
    "ticketReply.none": "此工单没有关联会话，无法在这里回复客户，只能添加内部备注。",
    "ticketReply.gone": "您无权查看关联的会话，或会话已被删除。您可以添加备注。",
    "ticketReply.loading": "正在加载会话…",
    "ticketReply.waitFailed": "已发送，但状态未能更改。",
    "ticketReply.system": "系统",
  },
});
