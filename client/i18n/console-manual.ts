/** The console's words about handing out a team's work by hand. */
import { defineWords } from "./translate.ts";

export const manualWords = defineWords({
  en: {
    "manual.start": "Hand out by hand",
    "manual.hours": { one: "{count} hour", other: "{count} hours" },
    "manual.end": "End for {team}",
    "manual.started": "{team} is handed out by hand. Agents pick from the queue.",
    "manual.ended": "{team} is offered to agents again.",
    "manual.problem": "That did not work. Try again in a moment.",
  },
  "zh-CN": {
    "manual.start": "改为手动分配",
    "manual.hours": "{count} 小时",
    "manual.end": "结束 {team} 的手动分配",
    "manual.started": "{team} 已改为手动分配，由客服从队列中领取会话。",
    "manual.ended": "{team} 已恢复自动分配。",
    "manual.problem": "操作没有成功，请稍后再试。",
  },
});
