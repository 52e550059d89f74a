/** The console's words about tickets that may be about the same. */
import { defineWords } from "./translate.ts";

export const ticketJoiningWords = defineWords({
  en: {
    "joining.may": "This may be the same as #{number}",
    "joining.join": "Add it there",
    "joining.anew": "Make a new one",
    "joining.merge": "Merge into #{number}",
    "joining.joined": "Added to #{number} as a note",
    "joining.merged": "Merged into #{number}",
    "joining.failed": "That did not work. Look at both tickets and try again.",
  },
  "zh-CN": {
    "joining.may": "可能与 #{number} 是同一问题",
    "joining.join": "并入该工单",
    "joining.anew": "仍新建工单",
    "joining.merge": "合并到 #{number}",
    "joining.joined": "已作为备注添加到 #{number}",
    "joining.merged": "已合并到 #{number}",
    "joining.failed": "操作未成功，请查看两个工单后重试。",
  },
});
