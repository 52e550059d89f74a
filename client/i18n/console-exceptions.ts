/** The console's words about exceptions, beside those that lists and threads need. */
import { defineWords } from "./translate.ts";

export const exceptionsWords = defineWords({
  en: {
    "exceptions.title": "Exception",
    "exceptions.set": "Flag",
    "exceptions.none": "None",
    "exceptions.by": "by {name}",
    "exceptions.takeOff": "Take the flag off: {kind}",
    "exceptions.dialog": "Flag as an exception",
    "exceptions.kind": "What is it?",
    "exceptions.reason": "Reason",
    "exceptions.reasonHint": "Whoever looks at it next reads this. Customers do not see it.",
    "exceptions.reasonMissing": "Write in a few words why.",
    "exceptions.submit": "Flag",
  },
  "zh-CN": {
    "exceptions.title": "异常",
    "exceptions.set": "标记",
    "exceptions.none": "无",
    "exceptions.by": "{name} 标记",
    "exceptions.takeOff": "取消标记：{kind}",
    "exceptions.dialog": "标记为异常",
    "exceptions.kind": "异常类型",
    "exceptions.reason": "原因",
    "exceptions.reasonHint": "供后续处理人查看，客户看不到。",
    "exceptions.reasonMissing": "请简要写明原因。",
    "exceptions.submit": "标记",
  },
});
