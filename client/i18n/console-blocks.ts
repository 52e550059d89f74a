/** The console's words about who may not write. */
import { defineWords } from "./translate.ts";

export const blocksWords = defineWords({
  en: {},
  "zh-CN": {},
});
