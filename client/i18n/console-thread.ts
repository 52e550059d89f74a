/** The console's words about reading a thread: finding in it, and taking back what was just sent. */
import { defineWords } from "./translate.ts";

export const threadWords = defineWords({
  en: {
    "find.label": "Find in this conversation",
    "find.count": "{place} of {count}",
    "find.older": "Next older match",
    "find.newer": "Next newer match",
    "message.undo": "Undo",
    "message.undoHint": "Takes the message back and puts its text into the field",
    "thread.seeking": "Looking for the message…",
  },
  "zh-CN": {
    "find.label": "在会话中查找",
    "find.count": "第 {place} 条，共 {count} 条",
    "find.older": "上一处匹配",
    "find.newer": "下一处匹配",
    "message.undo": "撤回",
    "message.undoHint": "撤回消息，并将内容放回输入框",
    "thread.seeking": "正在定位消息…",
  },
});
