/** The console's words about colleagues who have the same ticket open. */
import { defineWords } from "./translate.ts";

export const ticketViewersWords = defineWords({
  en: {
    "ticketViewers.looking": "{name} is looking",
    "ticketViewers.typing": "{name} is typing…",
    "ticketViewers.many": { one: "{count} colleague is looking", other: "{count} colleagues are looking" },
    "ticketViewers.label": "Colleagues who have this ticket open",
  },
  "zh-CN": {
    "ticketViewers.looking": "{name} 正在查看",
    "ticketViewers.typing": "{name} 正在输入…",
    "ticketViewers.many": "{count} 位同事正在查看",
    "ticketViewers.label": "正在查看此工单的同事",
  },
});
