/**
 * Postal addresses in Chinese, which go from the large to the small: province, city, district, road or village, number,
 * building, unit, room. They are found from the small end, which is what makes a place an address, and then followed to
 * where they begin. Province and city stay.
 */
import { type Detector, HIDDEN, type Span } from "#domain/privacy/masking/span";

const HAN = String.raw`\p{Script=Han}`;
const NUMBER = String.raw`(?:[A-Za-z]?\d{1,5}(?:[-之]\d{1,4})?[A-Za-z]?|[〇零一二两三四五六七八九十百]{1,5}|[甲乙丙丁]|[A-Z](?=[座栋幢区]))`;
/** What only ever stands on a building's door. */
const BUILDING = "号楼|号院|栋|幢|座|单元|号房|室(?![0-9一二两三四]厅)";
/** A bare number that is no sum, year or size. */
const ROOM = String.raw`\d{3,4}(?![\d元块年月日款平人万多个米.%:：])`;
const COMMUNITY =
  "小区|花园|公寓|大厦|广场|中心|新村|家园|大院|社区|宿舍|公馆|雅居|名苑|工业园|科技园|产业园|校区|苑|园|城|府|庄|(?<![这那哪家屋手心])里|湾|坊|村|组|屯|楼|院";
/** Not of a road: 走路3号线, 知道2号. */
const ROAD = `(?<![走上逛在这条马知问沿顺一修跑水网线])(?:大道|路|街|巷|弄|胡同|(?<![知通渠频味报管跑街轨赛隧航])道)(?:[东西南北中]?[一二三四五六七八九十]?段)?`;

/** Any one of these makes an address. */
const DETAIL = [
  `${ROAD} ?${NUMBER} ?(?:号|弄|#)(?!线|门|口|出口|车)`,
  `(?:${COMMUNITY}) ?${NUMBER} ?(?:${BUILDING})`,
  `(?:小区|花园|公寓|新村|家园|大院|村) ?${NUMBER} ?号(?!线|门|口|出口)`,
  // Two of a building's parts one after the other need no name before them.
  `${NUMBER} ?(?:号楼|号院|栋|幢|座|单元) ?${NUMBER} ?(?:单元|室|号房|号|楼|层)`,
  `(?:${NUMBER} ?(?:号楼|号院|栋|幢|单元)|[A-Z]座) ?${ROOM}`,
  // A house without a number, in a village.
  `(?<![家故城老])(?:镇|乡)(?:(?![的下里个这那很是有])${HAN}){1,5}(?:村|屯)(?: ?${NUMBER} ?(?:组|号))?`,
  // A room without the word for it.
  `(?:大厦|公寓|花园|写字楼) ?(?:[A-Z]座?)? ?${ROOM}`,
].join("|");
/** What may follow: a building's name, more numbers, at last a bare one for the room. */
const NAMED_PART = `[,， ]{0,2}(?:(?![请在到给是了的和与])[${HAN}A-Za-z]){1,10}?(?:${COMMUNITY}) ?(?:${NUMBER} ?(?:${BUILDING}|号|楼|层))?`;
const PART = `[,， -]{0,2}${NUMBER} ?(?:${BUILDING}|楼|层|户)|${NUMBER}号(?!线|门|口|出口)`;
const REST = `(?:${NAMED_PART}|${PART}){0,6}(?:[ -]?${ROOM})?(?:室|房)?`;
const ADDRESS = new RegExp(`(?:${DETAIL})${REST}`, "gu");

const PROVINCES =
  "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门";
const PROVINCE = new RegExp(`(?:${PROVINCES})`, "u");
/** A city, or without one a district or county, by the word that ends its name. */
const CITY = new RegExp(`${HAN}{2,4}?(?:市|自治州|区|县|镇|乡)`, "u");
const KEPT = new RegExp(
  `^(?:(?:${PROVINCES})(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)? ?)?(?:${HAN}{2,7}?(?:市|自治州|盟|地区))?`,
  "u",
);
/** What leads to an address; the last of them counts. */
const LEAD_INS =
  /(?:地址|住址|填的|写的|收货|邮寄|家住|位于|我家|老家|改成|换成|是|住|在|到|寄|至|去|往|为|给)(?:了|的)?/gu;
const LOOK_BACK_CHARS = 48;
/** How much of a name without province, city or words before it can be the road's. */
const MAX_NAME_CHARS = 8;

export const findChineseAddresses: Detector = (text) => {
  const spans: Span[] = [];
  let before = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const end = index + found.length;
    const start = beginOf(text, Math.max(before, index - LOOK_BACK_CHARS), index);
    const kept = KEPT.exec(text.slice(start, index))?.[0] ?? "";
    spans.push({ kind: "address", start, end, hint: kept + HIDDEN });
    before = end;
  }
  return spans;
};

/** Where the name before `index` begins, which is not before `from`. */
function beginOf(text: string, from: number, index: number): number {
  const run = /[\p{Script=Han} ]*$/u.exec(text.slice(from, index))?.[0] ?? "";
  const province = PROVINCE.exec(run);
  if (province !== null) return index - run.length + province.index;
  const name = run.slice(run.trimEnd().lastIndexOf(" ") + 1);
  const leadIn = [...name.matchAll(LEAD_INS)].at(-1);
  const led = name.slice(leadIn === undefined ? 0 : leadIn.index + leadIn[0].length);
  return index - (CITY.test(led) ? led.length : Math.min(led.length, MAX_NAME_CHARS));
}
