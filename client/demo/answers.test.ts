import { describe, expect, it } from "vitest";
import { attempt } from "#client/lib/decoder.ts";
import { demoCatalogue, demoSignedIn } from "#protocol/http-demo";
import { catalogue, signedIn } from "./answers.ts";
import { productData } from "./product-data.ts";

const price = { amount: "68.00", currency: "USD" };
const product = {
  id: "kettle",
  category: "teaware",
  title: { en: "Kettle", "zh-CN": "手冲壶" },
  about: { en: "Pours", "zh-CN": "注水" },
  story: { en: "Evenly", "zh-CN": "均匀" },
  pictureUrl: "/demo/art/kettle.svg",
  variants: [
    {
      id: "steel",
      name: { en: "Steel", "zh-CN": "钢" },
      swatch: "#a5a8ad",
      stock: 3,
      prices: { en: price, "zh-CN": { amount: "468.00", currency: "CNY" } },
    },
  ],
};
const who = { identifier: "anna-lindqvist", name: "Anna", email: "anna@mail.example", identityToken: "a.b.c" };

describe("what the demo's server tells", () => {
  it.each([
    { products: [] },
    { products: [product] },
    { products: [{ ...product, category: "shoes" }] },
    { products: [{ ...product, title: { en: "Kettle" } }] },
    { products: [{ ...product, variants: [{ ...product.variants[0], stock: -1 }] }] },
    { products: product },
    null,
  ])("of products is taken as the contract does: %j", (input) => {
    expect(attempt(catalogue, input)).toEqual(demoCatalogue.safeParse(input).data);
  });

  it.each([who, { ...who, identifier: "somebody" }, { ...who, identityToken: 1 }, {}])(
    "of who is signed in is taken as the contract does: %j",
    (input) => {
      expect(attempt(signedIn, input)).toEqual(demoSignedIn.safeParse(input).data);
    },
  );
});

describe("the product for machines", () => {
  it("says name, picture, price and whether it is there, in the page's language", () => {
    const known = attempt(catalogue, { products: [product] })?.products[0];
    const variant = known?.variants[0];
    if (known === undefined || variant === undefined) throw new Error("no product");
    expect(productData(known, variant, "zh-CN", "https://shop.example/demo/product/kettle")).toMatchObject({
      "@type": "Product",
      name: "手冲壶",
      image: "https://shop.example/demo/art/kettle.svg",
      offers: { price: "468.00", priceCurrency: "CNY", availability: "https://schema.org/InStock" },
    });
  });
});
