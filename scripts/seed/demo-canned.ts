/** What the demo shop's people answer often, by the code that follows the slash. */
import type { CannedBody } from "#protocol/http-canned";

export const DEMO_CANNED: readonly Pick<CannedBody, "code" | "texts">[] = [
  {
    code: "hello",
    texts: {
      en: { title: "Greeting", text: "Hello {customer}, this is {agent}. How can I help you?" },
      "zh-CN": { title: "问候", text: "{customer}您好，我是客服{agent}，请问有什么可以帮您？" },
    },
  },
  {
    code: "photo",
    texts: {
      en: {
        title: "Ask for a photo",
        text: "Could you send us a photo of the damage and of the box? Then we can settle it at once.",
      },
      "zh-CN": { title: "请客户拍照", text: "麻烦您拍一张破损处和外包装的照片发给我们，我们马上为您处理。" },
    },
  },
  {
    code: "return",
    texts: {
      en: {
        title: "How to return",
        text: "You can return it within 30 days, free of charge. I am sending you the label; put it on the box and hand it in at any parcel shop.",
      },
      "zh-CN": { title: "退货流程", text: "签收后 30 天内可以免费退货。我把退货单发给您，贴在包裹上交给快递即可。" },
    },
  },
  {
    code: "refund",
    texts: {
      en: {
        title: "When the money comes",
        text: "Your refund is on its way. Banks take three to five working days to show it.",
      },
      "zh-CN": { title: "退款到账时间", text: "退款已经提交，一般 3 至 5 个工作日到账，请您留意。" },
    },
  },
  {
    code: "bye",
    texts: {
      en: { title: "Goodbye", text: "You are welcome, {customer}. Enjoy your tea, and write to us whenever you like." },
      "zh-CN": { title: "结束语", text: "不客气，{customer}。祝您喝茶愉快，有问题随时联系我们。" },
    },
  },
];
