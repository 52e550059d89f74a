/** The console's words about one's own sign-in: password, second factor, passkeys, sessions. */
import { defineWords } from "./translate.ts";

export const securityWords = defineWords({
  en: {},
  "zh-CN": {},
});
