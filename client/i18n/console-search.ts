/** The console's words about search over messages. */
import { defineWords } from "./translate.ts";

export const searchWords = defineWords({
  en: {},
  "zh-CN": {},
});
