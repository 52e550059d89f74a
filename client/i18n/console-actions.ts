/** The console's words about actions that can be undone. */
import { defineWords } from "./translate.ts";

export const actionWords = defineWords({
  en: {
    "action.done.accept": "You took this conversation",
    "action.acceptUndone": "Taken by mistake",
  },
  "zh-CN": {
    "action.done.accept": "您已接待该会话",
    "action.acceptUndone": "误接待，退回排队",
  },
});
