/** The console's words about consent, retention, exports and erasures. */
import { defineWords } from "./translate.ts";

export const privacyWords = defineWords({
  en: {},
  "zh-CN": {},
});
