/** Tickets of the demo's Chinese customers. */
import type { TicketScript } from "./script.ts";

const ZH = { locale: "zh-CN", channel: "chat" } as const;

export const TICKETS_ZH: readonly TicketScript[] = [
  {
    ...{ ...ZH, key: "crack", type: "complaint", team: "after-sales", by: "lin", madeHoursAgo: 20 },
    subject: "紫砂壶到货有裂纹，要求退一赔三",
    description: "客户情绪激动，表示不解决就向 12315 投诉。照片在会话里。",
    productLine: "茶壶",
    steps: [
      { afterHours: 0.1, by: "lin", priority: "urgent" },
      { afterHours: 0.5, by: "zhao", assignee: "zhao", status: "open" },
      { afterHours: 1, by: "zhao", note: "已道歉并同意退款，赔偿需主管定。@Chen Wei 陈薇", mentions: ["chen"] },
      { afterHours: 2, by: "chen", note: "退款加补偿 100 元，我今天下午亲自回电。", mentions: ["zhao"] },
      { afterHours: 0.2, by: "chen", dueInHours: 1, reason: "约定今天回电" },
    ],
    followers: ["chen", "lin"],
  },
  {
    ...{
      ...ZH,
      key: "crack-refund",
      parent: "crack",
      type: "after_sales",
      team: "after-sales",
      by: "zhao",
      madeHoursAgo: 16,
    },
    subject: "退款：裂纹紫砂壶",
    description: "原路退回，备注补偿 100 元。",
    steps: [{ afterHours: 2, by: "zhao", assignee: "zhao", status: "waiting_third_party", reason: "财务处理中" }],
  },
  {
    ...{ ...ZH, key: "crack-pack", parent: "crack", type: "suggestion", team: "support", by: "chen", madeHoursAgo: 14 },
    subject: "仓库检查同批次的包装",
    description: "本周第三起运输破损。",
    steps: [
      { afterHours: 1, by: "tom", assignee: "tom", status: "open" },
      { afterHours: 6, by: "tom", status: "resolved", note: "已改用加厚内衬。" },
    ],
  },
  {
    ...{ ...ZH, key: "fapiao", type: "enquiry", team: "support", by: "lin", madeHoursAgo: 8 },
    subject: "开具增值税专用发票",
    description: "公司采购，需要专票，开票信息已要。",
    steps: [
      { afterHours: 0.2, by: "lin", assignee: "lin", status: "open" },
      { afterHours: 1, by: "lin", status: "waiting_customer", note: "等客户发营业执照。" },
    ],
  },
  {
    ...{ ...ZH, key: "address", type: "after_sales", team: "support", by: "tom", madeHoursAgo: 3 },
    subject: "发货前改收货地址",
    description: "客户搬家了，订单还没有出库。",
    steps: [
      { afterHours: 0.1, by: "tom", assignee: "lin", status: "open" },
      { afterHours: 0.5, by: "lin", assignee: "tom", reason: "我在处理投诉，请你跟进仓库" },
      { afterHours: 0.4, by: "tom", status: "waiting_third_party", reason: "仓库拦截中" },
    ],
  },
  {
    ...{ ...ZH, key: "exchange", type: "after_sales", team: "after-sales", by: "lin", madeHoursAgo: 60 },
    subject: "手冲壶换颜色：沙色换石墨灰",
    description: "未使用，七天无理由，客户承担运费。",
    productLine: "手冲壶",
    steps: [
      { afterHours: 3, by: "zhao", assignee: "zhao", status: "open" },
      { afterHours: 20, by: "zhao", status: "resolved", note: "新壶已签收。" },
    ],
  },
  {
    ...{ ...ZH, key: "price", type: "enquiry", team: "support", by: "tom", madeHoursAgo: 28 },
    subject: "申请价保：下单次日降价",
    description: "差价 60 元，在价保期内。",
    steps: [
      { afterHours: 1, by: "tom", assignee: "tom", status: "open" },
      { afterHours: 5, by: "tom", status: "resolved" },
      { afterHours: 10, by: "tom", status: "closed", reason: "客户确认已收到" },
    ],
  },
  {
    ...{ ...ZH, key: "member", type: "suggestion", team: "support", by: "lin", madeHoursAgo: 6 },
    subject: "希望会员积分可以换茶样",
    description: "老客户建议，语气友好。",
    steps: [],
    followers: ["lin"],
  },
  {
    ...{ ...ZH, key: "class", type: "enquiry", team: "support", by: "tom", madeHoursAgo: 1.5, channel: "phone" },
    subject: "企业茶艺课报价，约好回电",
    description: "二十人，下月中旬，上门授课。",
    steps: [
      { afterHours: 0.2, by: "tom", team: "after-sales", reason: "课程由售后组安排" },
      { afterHours: 0.3, by: "zhao", assignee: "zhao", status: "open", dueInHours: 4 },
    ],
  },
  {
    ...{ ...ZH, key: "lost", type: "complaint", team: "support", by: "chen", madeHoursAgo: 30 },
    subject: "快递显示签收但未收到，客服推诿",
    description: "第二次来电，上一次说会回复但没有回复。",
    steps: [
      { afterHours: 0.3, by: "chen", assignee: "tom", status: "open", priority: "high" },
      { afterHours: 4, by: "tom", status: "waiting_third_party", reason: "快递核查中" },
      { afterHours: 2, by: "chen", note: "@Tom Baker 汤明 明早之前一定要给客户一个说法。", mentions: ["tom"] },
    ],
    followers: ["chen"],
  },
];
