import { describe, expect, it } from "vitest";
import { isUrging } from "#domain/sla/urging";

const BEFORE = ["我的快递到哪了？订单 1024", "Where is my parcel?"];
const URGING = [
  ...["有人吗", "有人在吗？", "在吗？", "人呢", "怎么还不回", "怎么没人理我", "还没回复", "等了好久了", "能快点处理吗"],
  ...["什么时候能给答复？", "有进展吗", "催一下", "急！！", "？？？", "客服呢"],
  ...["Any news?", "anyone there?", "Are you still there", "I'm still waiting", "still haven't heard back", "hello??"],
  ...["please reply", "any update on this?", "nobody answers", "Why is nobody answering", "???", "just following up"],
];
const NOT_URGING = [
  ...["好的，谢谢", "收件人是王先生", "我要退货，东西有点小", "地址是人民路 8 号", "可以换个颜色吗", "!!!", "。。。"],
  ...["Thanks, that helps", "It is the blue one", "I would like to return it", "My name is Anna", "ok", "Hello"],
];

describe("urging", () => {
  it.each(URGING)("is “%s” after a question that nobody answered", (text) => {
    expect(isUrging(text, BEFORE)).toBe(true);
    expect(isUrging(text, [])).toBe(false);
  });
  it.each(NOT_URGING)("is not “%s”", (text) => {
    expect(isUrging(text, BEFORE)).toBe(false);
  });
  it("is the same question again, as far as one may tell", () => {
    expect(isUrging("我的快递到哪了 订单1024", BEFORE)).toBe(true);
    expect(isUrging("WHERE is my parcel??", BEFORE)).toBe(true);
    expect(isUrging("Where is my invoice?", BEFORE)).toBe(false);
    expect(isUrging("ok", ["ok"])).toBe(false);
  });
  it("is no call within a long message that says something new", () => {
    const long = `I have checked the tracking page and it says that the parcel left the depot on Monday, so any news of the other one? ${"Details. ".repeat(5)}`;
    expect(isUrging(long, BEFORE)).toBe(false);
  });
});
