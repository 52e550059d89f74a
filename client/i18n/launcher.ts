/** Words of the widget's launcher, apart from the rest: they come with the page, the rest when somebody wants to chat. */
import { defineWords } from "./translate.ts";

export const launcherWords = defineWords({
  en: {
    "launcher.open": "Chat with us",
    "launcher.unreachable": "No connection. Press to try again.",
  },
  "zh-CN": {
    "launcher.open": "联系客服",
    "launcher.unreachable": "网络不可用，点击重试。",
  },
});
