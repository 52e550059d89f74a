/** The console's words about which types of tickets customers are offered. */
import { defineWords } from "./translate.ts";

export const offeredTypesWords = defineWords({
  en: {
    "offeredTypes.switch": "Customers may choose it",
    "offeredTypes.of": "Customers may choose “{name}”",
    "offeredTypes.hint": "Customers choose among these when they send a request in the widget.",
    "offeredTypes.none": "No type is on, so customers cannot send requests.",
    "offeredTypes.on": "Customers may choose “{name}” now",
    "offeredTypes.off": "Customers are no longer offered “{name}”",
    "offeredTypes.failed": "That was not saved. Try again in a moment.",
    "offeredTypes.unknown": "What customers are offered could not be loaded.",
  },
  "zh-CN": {
    "offeredTypes.switch": "客户可选",
    "offeredTypes.of": "客户可选“{name}”",
    "offeredTypes.hint": "客户在聊天窗口提交工单时，可从这些类型中选择。",
    "offeredTypes.none": "未开启任何类型，客户无法提交工单。",
    "offeredTypes.on": "客户现在可以选择“{name}”",
    "offeredTypes.off": "客户不再能选择“{name}”",
    "offeredTypes.failed": "保存失败，请稍后重试。",
    "offeredTypes.unknown": "无法加载客户可选的类型。",
  },
});
