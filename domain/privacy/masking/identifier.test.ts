import { expect, it } from "vitest";
import { maskEmail, maskIdentifier } from "#domain/privacy/masking/identifier";

it("an identifier shows its end at most", () => {
  expect(maskIdentifier("customer-77412")).toBe("••••412");
  expect(maskIdentifier("客户一二三四")).toBe("••••二三四");
  expect(maskIdentifier("7741")).toBe("••••");
  expect(maskIdentifier("13800138000")).toBe("138••••8000");
  expect(maskIdentifier("lena@shop.example")).toBe("l••••@shop.example");
});

it("an email field is masked whatever its form", () => {
  expect(maskEmail("lena@shop.example")).toBe("l••••@shop.example");
  expect(maskEmail("o'brien@shop.example")).not.toContain("brien");
  expect(maskEmail("müller@shop.example")).toBe("m••••@shop.example");
});
