/** The console's words about conversations that joined a ticket. */
import { defineWords } from "./translate.ts";

export const ticketLinksWords = defineWords({
  en: {
    "ticketLinks.title": "Joined conversations",
    "ticketLinks.open": "Open conversation {place}",
  },
  "zh-CN": {
    "ticketLinks.title": "并入的会话",
    "ticketLinks.open": "打开会话 {place}",
  },
});
