import { describe, expect, it } from "vitest";
import { categoryRefusal, FIRST_RULES, keptCategories } from "#domain/closing/categories";
import { MAX_CLOSING_CATEGORIES } from "#protocol/closing";

const before = FIRST_RULES.categories;

describe("the list of categories", () => {
  it("keeps whatever is left out, retired", () => {
    const kept = keptCategories(before, [{ id: "other" }, { id: "vip", name: "VIP" }]);
    if (!kept.ok) throw new Error(kept.failure);
    expect(kept.value.slice(0, 2)).toEqual([{ id: "other" }, { id: "vip", name: "VIP" }]);
    expect(kept.value.slice(2).every(({ retired }) => retired === true)).toBe(true);
    expect(kept.value).toHaveLength(before.length + 1);
  });

  it.each([
    ["malformed", [{ id: "own" }]],
    ["malformed", [{ id: "other" }, { id: "other" }]],
    ["malformed", [{ id: "other", retired: true as const }]],
    [
      "name_taken",
      [
        { id: "a", name: "Gift" },
        { id: "b", name: "ＧＩＦＴ " },
      ],
    ],
    [
      "too_many",
      Array.from({ length: MAX_CLOSING_CATEGORIES }, (_, index) => ({ id: `c${index}`, name: `C ${index}` })),
    ],
  ])("refuses %s", (failure, wanted) => {
    expect(keptCategories(before, wanted)).toEqual({ ok: false, failure });
  });
});

it("asks for a category where the shop says so, and takes those alone that are offered", () => {
  const rules = { ...FIRST_RULES, categories: [...before, { id: "old", name: "Old", retired: true as const }] };
  expect(categoryRefusal(rules, undefined)).toBeUndefined();
  expect(categoryRefusal({ ...rules, categoryRequired: true }, undefined)).toBe("category_wanted");
  expect(categoryRefusal(rules, "refund")).toBeUndefined();
  expect(categoryRefusal(rules, "old")).toBe("category_unknown");
  expect(categoryRefusal(rules, "weather")).toBe("category_unknown");
});
