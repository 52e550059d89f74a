/** The console's words about search over messages. */
import { defineWords } from "./translate.ts";

export const searchWords = defineWords({
  en: {
    "search.label": "Search messages",
    "search.placeholder": "Search messages, order numbers, emails",
    "search.clear": "Clear search",
    "search.results": "Search results",
    "search.count": { one: "{count} conversation", other: "{count} conversations" },
    "search.countMore": "{count}+ conversations",
    "search.looking": "Searching",
    "search.none.title": "Nothing found",
    "search.none.text":
      "No conversation has all of these words. Try fewer, or a whole word or number as it was written.",
    "search.failed.title": "The search did not get through",
    "search.failed.text": "Check your connection, then try again.",
    "search.more": "Show more",
    "search.contact": "This customer’s email or id",
    "search.note": "Note",
    "search.by": "{name}: ",
    "search.you": "You: ",
  },
  "zh-CN": {
    "search.label": "搜索消息",
    "search.placeholder": "搜索消息、订单号、邮箱",
    "search.clear": "清除搜索",
    "search.results": "搜索结果",
    "search.count": "{count} 个会话",
    "search.countMore": "{count}+ 个会话",
    "search.looking": "正在搜索",
    "search.none.title": "没有找到",
    "search.none.text": "没有会话同时包含这些词。可以减少关键词，或输入完整的单词、单号。",
    "search.failed.title": "搜索未完成",
    "search.failed.text": "请检查网络后重试。",
    "search.more": "显示更多",
    "search.contact": "邮箱或客户编号匹配",
    "search.note": "内部备注",
    "search.by": "{name}：",
    "search.you": "您：",
  },
});
