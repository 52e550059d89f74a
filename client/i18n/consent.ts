/** Words around what a shop asks or tells its customers in the widget; the texts themselves are the shop's. */
import { defineWords } from "./translate.ts";

export const consentWords = defineWords({
  en: {
    "consent.label": "About your data",
    "consent.read": "All right",
    "consent.yes": "I agree",
    "consent.no": "No, thanks",
    "consent.choices": "Privacy choices",
    "consent.close": "Close",
    "consent.given": "You agreed.",
    "consent.declined": "You did not agree.",
    "consent.withdraw": "Withdraw",
    "consent.give": "Agree",
    "consent.failed": "That was not saved. Try again.",
  },
  "zh-CN": {
    "consent.label": "关于您的数据",
    "consent.read": "知道了",
    "consent.yes": "同意",
    "consent.no": "不同意",
    "consent.choices": "隐私选项",
    "consent.close": "关闭",
    "consent.given": "您已同意。",
    "consent.declined": "您未同意。",
    "consent.withdraw": "撤回同意",
    "consent.give": "同意",
    "consent.failed": "保存失败，请重试。",
  },
});
