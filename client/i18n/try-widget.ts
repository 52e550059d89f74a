/** Words of the page on which an inbox's widget is tried. */
import { defineWords } from "./translate.ts";

export const tryWidgetWords = defineWords({
  en: {
    "try.title": "A page to try your widget on",
    "try.text":
      "The button in the corner is the real one of the inbox “{inbox}”, and what you write arrives in the console as any customer's message does.",
    "try.missing": "The address names no inbox. Open this page from the inbox's settings.",
  },
  "zh-CN": {
    "try.title": "聊天组件试用页",
    "try.text": "页面角落的按钮就是收件箱“{inbox}”的真实组件，您在这里发送的内容会像客户消息一样出现在工作台中。",
    "try.missing": "网址中没有指定收件箱，请从收件箱设置中打开此页面。",
  },
});
