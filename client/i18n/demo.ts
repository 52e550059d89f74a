/** Words of the demo store and the landing page. */
import { defineWords } from "./translate.ts";

export const demoWords = defineWords({
  en: { "demo.title": "Kettle & Loom" },
  "zh-CN": { "demo.title": "暖屿家居" },
});
