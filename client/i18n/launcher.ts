/** Words of the widget's launcher, apart from the rest: they come with the page, the rest when somebody wants to chat. */
import { defineWords } from "./translate.ts";

export const launcherWords = defineWords({
  en: {
    "launcher.open": "Chat with us",
    "launcher.unread": { one: "Chat with us, {count} new message", other: "Chat with us, {count} new messages" },
    "launcher.close": "Close the chat",
  },
  "zh-CN": {
    "launcher.open": "联系客服",
    "launcher.unread": "联系客服，{count} 条新消息",
    "launcher.close": "收起客服窗口",
  },
});
