/** The console's words to the first administrator of an instance in which nothing is set up yet. */
import { defineWords } from "./translate.ts";

export const firstStepsWords = defineWords({
  en: {
    "first.title": "Create your inbox",
    "first.text":
      "An inbox is where your customers arrive. Once it is there you get the line of code that puts the chat on your shop's pages.",
    "first.action": "Create an inbox",
  },
  "zh-CN": {
    "first.title": "创建您的收件箱",
    "first.text": "顾客的会话都会进入收件箱。创建后即可获得一行代码，把聊天组件放到您店铺的页面上。",
    "first.action": "创建收件箱",
  },
});
