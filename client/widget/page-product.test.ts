import { describe, expect, it } from "vitest";
import { productOfPage } from "./page-product.ts";

const HERE = "https://shop.example/kettle?from=mail";
const pageOf = (...described: unknown[]) => ({
  querySelectorAll: () =>
    described.map((one) => ({ textContent: typeof one === "string" ? one : JSON.stringify(one) })),
});

describe("the product of a page", () => {
  it("is what the page says to search engines, with its addresses made whole", () => {
    const kettle = {
      "@type": "Product",
      name: "Arc kettle",
      image: ["/kettle.jpg", "/other.jpg"],
      color: "Graphite",
      offers: { "@type": "Offer", price: 68, priceCurrency: "USD", url: "/kettle" },
    };
    expect(
      productOfPage(undefined, pageOf("no json", { "@graph": [{ "@type": "Organization" }, kettle] }), HERE),
    ).toEqual({
      title: "Arc kettle",
      url: "https://shop.example/kettle",
      imageUrl: "https://shop.example/kettle.jpg",
      price: { amount: "68", currency: "USD" },
      variant: "Graphite",
    });
  });

  it("goes without what cannot be read", () => {
    const gaiwan = {
      "@type": ["Thing", "https://schema.org/Product"],
      name: "Gaiwan",
      image: { url: 7 },
      offers: [{ price: "cheap" }],
    };
    expect(productOfPage(undefined, pageOf(gaiwan), HERE)).toEqual({ title: "Gaiwan", url: HERE });
  });

  it("is what the page gave itself, and none where that is no product", () => {
    const described = pageOf({ "@type": "Product", name: "Described" });
    expect(productOfPage({ title: "Given", url: HERE }, described, HERE)).toMatchObject({ title: "Given" });
    expect(productOfPage({ title: "" }, described, HERE)).toBeUndefined();
    expect(productOfPage(null, described, HERE)).toBeUndefined();
  });

  it("is none on any other page", () => {
    expect(productOfPage(undefined, pageOf("[]", "null", { "@type": "Article" }), HERE)).toBeUndefined();
  });
});
