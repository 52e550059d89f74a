/** The console's words about how many questions teams answered within three minutes. */
import { defineWords } from "./translate.ts";

export const replyRateWords = defineWords({
  en: {
    "replies.title": "3-minute replies by team",
    "replies.period": "Period",
    "replies.days.1": "Today",
    "replies.days.7": "7 days",
    "replies.days.30": "30 days",
    "replies.team": "Team",
    "replies.rate": "In time",
    "replies.questions": "Questions",
    "replies.none": "None yet",
    "replies.noTeams": "There is no team yet.",
    "replies.failed": "The rates could not be loaded.",
    "replies.hint": "Questions in working hours; automatic replies answer nothing.",
  },
  "zh-CN": {
    "replies.title": "客服组3分钟回复率",
    "replies.period": "时间范围",
    "replies.days.1": "今天",
    "replies.days.7": "7 天",
    "replies.days.30": "30 天",
    "replies.team": "客服组",
    "replies.rate": "回复率",
    "replies.questions": "提问数",
    "replies.none": "暂无",
    "replies.noTeams": "还没有客服组。",
    "replies.failed": "无法加载回复率。",
    "replies.hint": "仅计工作时间内的提问，自动回复不算回复。",
  },
});
