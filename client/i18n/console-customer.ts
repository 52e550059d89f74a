/** The console's words about what is known of a customer. */
import { defineWords } from "./translate.ts";

export const customerWords = defineWords({
  en: {},
  "zh-CN": {},
});
