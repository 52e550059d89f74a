/** The console's words about how much of somebody's capacity each kind of work takes. */
import { defineWords } from "./translate.ts";

export const weightWords = defineWords({
  en: {
    "weights.title": "What work takes",
    "weights.intro":
      "Everybody has a number of places (set under Teams). Say how many each kind of work takes, for what is given out from now on.",
    "weights.failed": "What work takes cannot be shown.",
    "weights.conversations": "Conversations",
    "weights.tickets": "Tickets",
    "weights.channel.phone": "Phone",
    "weights.channel.chat": "Web chat",
    "weights.channel.email": "Email",
    "weights.tickets.none": "Do not count",
    "weights.change": "Change",
    "weights.change.label": "Change how many places work takes",
    "weights.dialog": "How many places work takes",
    "weights.hint": "More places than somebody has: it takes all of them, when they have nothing else.",
    "weights.tickets.hint": "0: tickets of this type do not count.",
    "weights.saved": "Saved",
    "weights.problem": "That did not work. Try again in a moment.",
    "weights.problem.changed": "Somebody else changed this meanwhile. Close and look at it as it is now.",
    "weights.problem.type": "One of these types was deleted. Close and look at it as it is now.",
  },
  "zh-CN": {
    "weights.title": "工作占用量",
    "weights.intro":
      "每位客服有若干接待名额（在“客服组”中设置）。在这里设置每类工作占用几个名额，对之后分配的工作生效。",
    "weights.failed": "暂时无法显示工作占用量。",
    "weights.conversations": "会话",
    "weights.tickets": "工单",
    "weights.channel.phone": "电话",
    "weights.channel.chat": "网页会话",
    "weights.channel.email": "邮件",
    "weights.tickets.none": "不占用名额",
    "weights.change": "更改",
    "weights.change.label": "更改各类工作占用的名额",
    "weights.dialog": "各类工作占用的名额",
    "weights.hint": "超过客服名额总数时，占满其全部名额，且只分给手上没有其他工作的客服。",
    "weights.tickets.hint": "填 0 表示该类型工单不占用名额。",
    "weights.saved": "已保存",
    "weights.problem": "操作没有成功，请稍后再试。",
    "weights.problem.changed": "其他人刚刚修改过，请关闭后查看最新内容。",
    "weights.problem.type": "其中一种工单类型已被删除，请关闭后查看最新内容。",
  },
});
