/** The console's words about the audit log. */
import { defineWords } from "./translate.ts";

export const auditWords = defineWords({
  en: {},
  "zh-CN": {},
});
