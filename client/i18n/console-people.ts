/** The console's words about accounts, invitations and roles. */
import { defineWords } from "./translate.ts";

export const peopleWords = defineWords({
  en: {},
  "zh-CN": {},
});
