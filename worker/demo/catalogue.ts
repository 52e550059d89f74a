/** What the demo store sells. Made up, written in both languages; pictures are `client/demo/public/art`. */
import type { Locale } from "#protocol/constants";

type Words = Readonly<Record<Locale, string>>;

/** In each currency's smallest unit. */
export type Prices = Readonly<{ USD: number; CNY: number }>;

export interface Variant {
  readonly id: string;
  readonly name: Words;
  /** A colour to choose by, `#rrggbb`. */
  readonly swatch?: string;
  readonly stock: number;
  /** Where it differs from the product's. */
  readonly prices?: Prices;
}

export interface Product {
  readonly id: string;
  readonly category: "teaware" | "tea" | "gifts";
  readonly title: Words;
  readonly about: Words;
  readonly story: Words;
  readonly prices: Prices;
  readonly variants: readonly Variant[];
}

export const CURRENCY_OF = { en: "USD", "zh-CN": "CNY" } as const satisfies Record<Locale, keyof Prices>;

const words = (en: string, zh: string): Words => ({ en, "zh-CN": zh });
const price = (usd: number, cny: number): Prices => ({ USD: usd * 100, CNY: cny * 100 });

/** A product that comes in one form only still has that one, so that stock is always a variant's. */
const only = (stock: number): Variant[] => [{ id: "one", name: words("One size", "标准款"), stock }];

export const CATALOGUE: readonly Product[] = [
  {
    id: "kettle",
    category: "teaware",
    title: words("Arc kettle, 0.9 L", "弧线手冲壶 0.9 升"),
    about: words("A narrow spout for an even pour", "细口出水，注水均匀"),
    story: words(
      "The spout narrows over its whole length, so the water arrives as a thread and not as a gulp. A flat base for gas and induction, a handle of walnut that stays cool.",
      "壶嘴一路收细，出水如线，不冲不溅。平底设计，明火与电磁炉皆可用；胡桃木把手久握不烫。",
    ),
    prices: price(68, 468),
    variants: [
      { id: "graphite", name: words("Graphite", "石墨灰"), swatch: "#5a5d64", stock: 6 },
      { id: "steel", name: words("Brushed steel", "拉丝钢"), swatch: "#a5a8ad", stock: 14 },
      { id: "sand", name: words("Sand", "沙色"), swatch: "#cdb891", stock: 0 },
    ],
  },
  {
    id: "teapot",
    category: "teaware",
    title: words("Round teapot, 320 ml", "紫砂圆壶 320 毫升"),
    about: words("Purple clay, fired at 1,150\u00a0°C", "紫泥，1150 ℃ 烧制"),
    story: words(
      "Left unglazed, so that the clay keeps a little of every tea you brew. Use it for one kind only and it will repay you in a year or two.",
      "不施釉，泥料会慢慢吸收茶味。建议一壶专泡一类茶，养上一两年，壶身自会温润起来。",
    ),
    prices: price(84, 580),
    variants: [
      { id: "purple", name: words("Purple clay", "紫泥"), swatch: "#7d4e42", stock: 9 },
      { id: "red", name: words("Red clay", "朱泥"), swatch: "#b0553c", stock: 3 },
    ],
  },
  {
    id: "gaiwan",
    category: "teaware",
    title: words("Gaiwan, 120 ml", "白瓷盖碗 120 毫升"),
    about: words("Thin white porcelain", "薄胎白瓷"),
    story: words(
      "A flared rim that does not burn your fingers and a lid that sits where you put it. The first thing we would buy again.",
      "撇口不烫手，盖子稳稳当当。想入门工夫茶，从这一只开始就很好。",
    ),
    prices: price(32, 198),
    variants: [
      { id: "white", name: words("Plain white", "素白"), swatch: "#eceff0", stock: 31 },
      { id: "wave", name: words("Blue wave", "青花水波"), swatch: "#7f9fb5", stock: 12 },
    ],
  },
  {
    id: "cups",
    category: "teaware",
    title: words("Two tasting cups", "品茗杯两只装"),
    about: words("Celadon glaze, 60\u00a0ml each", "青釉，每只 60 毫升"),
    story: words(
      "The glaze pools at the foot and thins at the lip, so no two are quite alike. They come as a pair because tea does.",
      "釉色在杯底积聚、在口沿变薄，每一对都略有不同。喝茶总要有个伴，所以两只一装。",
    ),
    prices: price(26, 168),
    variants: [
      { id: "celadon", name: words("Celadon", "梅子青"), swatch: "#9dbfae", stock: 40 },
      { id: "ash", name: words("Ash grey", "草木灰"), swatch: "#b3aea4", stock: 17 },
    ],
  },
  {
    id: "pitcher",
    category: "teaware",
    title: words("Glass pitcher, 280 ml", "玻璃公道杯 280 毫升"),
    about: words("Heat-proof, pours without a drop", "耐热玻璃，断水利落"),
    story: words(
      "So that the last cup tastes like the first. Borosilicate glass, good from ice to boiling water.",
      "分茶均匀，第一杯和最后一杯一样味道。高硼硅玻璃，冷热皆宜。",
    ),
    prices: price(24, 158),
    variants: only(22),
  },
  {
    id: "tray",
    category: "teaware",
    title: words("Bamboo tea tray", "竹制茶盘"),
    about: words("With a drawer for the water", "带储水抽屉"),
    story: words(
      "Rinse, spill, pour away: the water goes through the slats into a drawer that you empty at the end.",
      "淋壶烫杯尽管倒，水从竹条间流进抽屉，喝完一并倒掉。",
    ),
    prices: price(54, 368),
    variants: [
      { id: "small", name: words("Small, 30 × 20 cm", "小号 30 × 20 厘米"), stock: 8 },
      {
        id: "large",
        name: words("Large, 45 × 28 cm", "大号 45 × 28 厘米"),
        stock: 4,
        prices: price(72, 488),
      },
    ],
  },
  {
    id: "matcha",
    category: "teaware",
    title: words("Matcha bowl and whisk", "抹茶碗与茶筅"),
    about: words("A dark bowl, a whisk of 80 tines", "深色茶碗，八十本立茶筅"),
    story: words(
      "Wide enough to whisk in, heavy enough to stand still. The whisk is split from one piece of bamboo.",
      "碗口够宽，打抹茶不局促；碗身够重，放得稳。茶筅由一整段竹子劈成。",
    ),
    prices: price(46, 298),
    variants: only(11),
  },
  {
    id: "vase",
    category: "gifts",
    title: words("Little celadon vase", "青瓷小花瓶"),
    about: words("For one branch, 14 cm", "插一枝即可，高 14 厘米"),
    story: words(
      "It stood on the tea table in the workshop until everybody who came by asked for it.",
      "原本摆在作坊的茶桌上，来的人都想带一只走，于是就做来卖了。",
    ),
    prices: price(38, 258),
    variants: only(7),
  },
  {
    id: "oolong",
    category: "tea",
    title: words("Rock oolong", "武夷岩茶"),
    about: words("Charcoal roasted, spring harvest", "春茶，炭火慢焙"),
    story: words(
      "Roasted three times over charcoal and rested between. Cocoa and wet stone; good for eight infusions.",
      "三道炭焙，每道之间静置退火。入口有岩韵，回甘清长，可泡八道。",
    ),
    prices: price(29, 188),
    variants: [
      { id: "100", name: words("100 g", "100 克"), stock: 60 },
      { id: "250", name: words("250 g", "250 克"), stock: 24, prices: price(64, 428) },
    ],
  },
  {
    id: "longjing",
    category: "tea",
    title: words("Longjing before the rains", "雨前龙井"),
    about: words("Pan-fired by hand, 100 g", "手工炒制，100 克"),
    story: words(
      "Picked in the second week of April. Chestnut and fresh beans; brew it at 80 °C and leave the lid off.",
      "四月中旬采摘。豆香、栗香分明，80 ℃ 水温敞盖冲泡最好。",
    ),
    prices: price(34, 228),
    variants: only(35),
  },
  {
    id: "puer",
    category: "tea",
    title: words("Ripe pu-erh cake, 357 g", "熟普洱茶饼 357 克"),
    about: words("Pressed in 2019, dry store", "2019 年压制，干仓存放"),
    story: words(
      "Smooth, dark and forgiving: you can forget it in the pot and it will still be kind to you.",
      "汤色红浓，滋味醇厚。泡得久一点也不苦涩，适合饭后慢慢喝。",
    ),
    prices: price(42, 268),
    variants: only(18),
  },
  {
    id: "caddy",
    category: "gifts",
    title: words("Red tea caddy", "朱红茶叶罐"),
    about: words("Lacquered tin, holds 150 g", "漆面马口铁，可装 150 克"),
    story: words(
      "Two lids, the inner one tight. Wish somebody well and fill it with their favourite.",
      "双层盖，内盖密封。装上对方爱喝的茶，就是一份心意。",
    ),
    prices: price(22, 148),
    variants: [
      { id: "red", name: words("Vermilion", "朱红"), swatch: "#b5533f", stock: 26 },
      { id: "green", name: words("Pine green", "松绿"), swatch: "#4f6250", stock: 15 },
    ],
  },
  {
    id: "travel",
    category: "gifts",
    title: words("Travel tea set", "旅行茶具套装"),
    about: words("A pot and two cups in a padded case", "一壶两杯，软包收纳"),
    story: words(
      "Made for hotel rooms and mountain tops. Everything nests, nothing rattles.",
      "出差也好，登山也好，一包装下。壶与杯层层相套，路上不晃不响。",
    ),
    prices: price(58, 398),
    variants: only(13),
  },
  {
    id: "gift",
    category: "gifts",
    title: words("First tea gift box", "初见茶礼盒"),
    about: words("A gaiwan, two cups and a rock oolong", "盖碗、品茗杯与岩茶各一"),
    story: words(
      "For somebody who has never brewed a leaf. A card inside explains it in five drawings; prices stay outside.",
      "送给第一次泡茶的人。盒里有一张五幅小图的说明卡，不附价格单。",
    ),
    prices: price(76, 520),
    variants: only(10),
  },
];

export function productById(id: string): Product | undefined {
  return CATALOGUE.find((product) => product.id === id);
}

export function pricesOf(product: Product, variant: Variant): Prices {
  return variant.prices ?? product.prices;
}

/** As an order names it: the product, and which of its forms, if there are several. */
export function titleOf({ title, variants }: Product, variant: Variant, locale: Locale): string {
  return variants.length === 1 ? title[locale] : `${title[locale]} · ${variant.name[locale]}`;
}

/** Where the demo store serves a product's picture. */
export function pictureOf({ id }: Pick<Product, "id">): string {
  return `/demo/art/${id}.svg`;
}
