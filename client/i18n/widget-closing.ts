/** Words around the question whether it is settled, in the widget: they come with that script. */
import { defineWords } from "./translate.ts";

export const widgetClosingWords = defineWords({
  en: {
    "closing.question": "Is your question settled?",
    "closing.yes": "Yes",
    "closing.notYet": "Not yet",
    "closing.reopened": "We have opened it again and told a supervisor. You can write on here.",
    "closing.glad": "Good to hear.",
    "closing.rate": "How did we do?",
    "closing.stars": "{stars} of 5 stars",
    "closing.comment": "What should we know? (optional)",
    "closing.send": "Send rating",
    "closing.thanks": "Thank you for your rating: {stars} of 5.",
    "closing.change": "Change it",
    "closing.failed": "That was not sent. Try again.",
    "closing.over": "This was answered already, or the conversation went on.",
  },
  "zh-CN": {
    "closing.question": "问题解决了吗？",
    "closing.yes": "已解决",
    "closing.notYet": "还没有",
    "closing.reopened": "会话已重新打开，并已通知主管跟进。您可以继续在这里留言。",
    "closing.glad": "很高兴能帮到您。",
    "closing.rate": "请为本次服务评分",
    "closing.stars": "{stars} 星（满分 5 星）",
    "closing.comment": "还有什么想告诉我们？（选填）",
    "closing.send": "提交评价",
    "closing.thanks": "感谢您的评价：{stars} 星（满分 5 星）。",
    "closing.change": "修改评价",
    "closing.failed": "提交失败，请重试。",
    "closing.over": "该问题已有答复，或会话已继续。",
  },
});
