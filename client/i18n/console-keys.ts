/** The console's words about encryption keys. */
import { defineWords } from "./translate.ts";

export const keysWords = defineWords({
  en: {},
  "zh-CN": {},
});
