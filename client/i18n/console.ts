/** The console's own words. */
import { defineWords } from "./translate.ts";

export const consoleWords = defineWords({
  en: {
    "signIn.title": "Sign in to Edgedesk",
    "view.mine": "Mine",
    "view.unassigned": "Unassigned",
    "view.all": "All",
  },
  "zh-CN": {
    "signIn.title": "登录 Edgedesk",
    "view.mine": "我的会话",
    "view.unassigned": "待分配",
    "view.all": "全部",
  },
});
