/** The demo shop's customers: made up, some of them known to the shop, some passing by. */
import type { Locale } from "#protocol/constants";

export interface DemoCustomer {
  readonly name: string | undefined;
  readonly locale: Locale;
  /** How an agent speaks to them. */
  readonly addressed: string;
  /** The shop's own id of them; absent: a guest. */
  readonly identifier: string | undefined;
  readonly email: string | undefined;
}

/** Those as whom a visitor of the demo store can sign in; `worker/demo/customers.ts` names the same identifiers. */
export const STORE_CUSTOMERS: readonly DemoCustomer[] = [
  known("Anna Lindqvist", "anna-lindqvist"),
  known("Marco Rossi", "marco-rossi"),
  knownZh("周雨桐", "周女士", "zhou-yutong"),
];

export const CUSTOMERS: readonly DemoCustomer[] = [
  ...STORE_CUSTOMERS,
  ...[
    "Sofia Marchetti",
    "Daniel Okafor",
    "Priya Nair",
    "Hannah Berg",
    "Tomás Rey",
    "Emma Walsh",
    "Lucas Meyer",
    "Grace Adeyemi",
    "Noah Fischer",
    "Ines Duarte",
    "Yuki Sato",
    "Oliver Grant",
    "Clara Dubois",
    "Samuel Osei",
    "Freya Nielsen",
    "Isla Campbell",
    "Mateo Alvarez",
  ].map((name) => known(name, slugOf(name))),
  ...(
    [
      ["陈雨桐", "陈女士"],
      ["王子轩", "王先生"],
      ["林思远", "林先生"],
      ["张晓雯", "张女士"],
      ["刘佳宁", "刘女士"],
      ["黄一凡", "黄先生"],
      ["吴静怡", "吴女士"],
      ["赵明哲", "赵先生"],
      ["孙若溪", "孙女士"],
      ["徐浩然", "徐先生"],
      ["何欣妍", "何女士"],
      ["郭俊杰", "郭先生"],
      ["马文静", "马女士"],
      ["罗嘉怡", "罗女士"],
      ["梁博文", "梁先生"],
      ["宋雅琴", "宋女士"],
      ["唐子墨", "唐先生"],
      ["冯丽娟", "冯女士"],
      ["曹天宇", "曹先生"],
    ] as const
  ).map(([name, addressed], at) => knownZh(name, addressed, `c-${8_021 + at * 7}`)),
  ...["Rachel", "Ben", "Mia Jensen", "Kofi", "Laura P.", "Aisha", "Peter Novak", "Jo"].map((name) => guest(name, "en")),
  ...["小鹿", "阿杰", "木子", "茶客老李", "Momo", "青青"].map((name) => guest(name, "zh-CN")),
  ...(["en", "en", "en", "zh-CN", "zh-CN", "zh-CN", "en"] as const).map((locale) => guest(undefined, locale)),
];

function known(name: string, identifier: string): DemoCustomer {
  const [first = name] = name.split(" ");
  return { name, locale: "en", addressed: first, identifier, email: `${slugOf(name).replace("-", ".")}@mail.example` };
}

function knownZh(name: string, addressed: string, identifier: string): DemoCustomer {
  return { name, locale: "zh-CN", addressed, identifier, email: `${identifier}@youxiang.example` };
}

function guest(name: string | undefined, locale: Locale): DemoCustomer {
  return { name, locale, addressed: name ?? "", identifier: undefined, email: undefined };
}

function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z]+/g, "-");
}
