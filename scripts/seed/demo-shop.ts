/** Who and what the demo shop is made of. Names are written in both languages, as staff of such a shop sign them. */
import type { LabelColour, Locale, Role } from "#protocol/constants";

export interface DemoPerson {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly teamIds: readonly string[];
}

export const DEMO_INBOX = {
  id: "web",
  name: "Tea & Clay · 茶与陶",
  locale: "en",
  defaultTeamId: "support",
} as const satisfies { id: string; name: string; locale: Locale; defaultTeamId: string };

export const DEMO_BUSINESS = {
  shopName: DEMO_INBOX.name,
  contactEmail: "hello@tea-and-clay.example",
  locale: DEMO_INBOX.locale,
  timeZone: "Asia/Shanghai",
  currency: "USD",
} as const;

export const DEMO_TEAMS = [
  { id: "support", name: "Customer care · 客户服务" },
  { id: "after-sales", name: "After-sales · 售后服务", supportTier: 2 },
] as const;

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { role: "agent", name: "Lin Yue 林悦", email: "lin.yue@edgedesk.example", teamIds: ["support"] },
  { role: "agent", name: "Tom Baker 汤明", email: "tom.baker@edgedesk.example", teamIds: ["support", "after-sales"] },
  { role: "agent", name: "Zhao Ning 赵宁", email: "zhao.ning@edgedesk.example", teamIds: ["after-sales"] },
  {
    role: "supervisor",
    name: "Chen Wei 陈薇",
    email: "chen.wei@edgedesk.example",
    teamIds: ["support", "after-sales"],
  },
  { role: "qa", name: "Sara Holm 何沙", email: "sara.holm@edgedesk.example", teamIds: [] },
  { role: "admin", name: "Gao Ming 高明", email: "gao.ming@edgedesk.example", teamIds: [] },
];

export interface DemoLabel {
  readonly id: string;
  readonly name: string;
  readonly colour: LabelColour;
  /** The shop's page may put it on a conversation. */
  readonly allowFromWidget: boolean;
}

/** In the order in which they are listed. */
export const DEMO_LABELS: readonly DemoLabel[] = [
  { id: "delivery", name: "Delivery 物流", colour: "blue", allowFromWidget: true },
  { id: "damaged", name: "Damaged 破损", colour: "red", allowFromWidget: true },
  { id: "refund", name: "Refund 退款", colour: "orange", allowFromWidget: false },
  { id: "invoice", name: "Invoice 发票", colour: "purple", allowFromWidget: false },
  { id: "wholesale", name: "Wholesale 批发", colour: "teal", allowFromWidget: true },
  { id: "praise", name: "Praise 好评", colour: "green", allowFromWidget: false },
];
