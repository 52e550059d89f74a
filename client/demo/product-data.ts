/** The product for machines that read the page (schema.org), as shops have it. */
import type { Locale } from "#protocol/constants";
import type { DemoProduct } from "#protocol/http-demo";

type Variant = DemoProduct["variants"][number];

/** @returns takes it away again */
export function describeProduct(product: DemoProduct, variant: Variant, locale: Locale): () => void {
  const script = document.createElement("script");
  script.type = "application/ld+json";
  script.textContent = JSON.stringify(productData(product, variant, locale, location.href)).replaceAll("<", "\\u003c");
  document.head.append(script);
  return () => script.remove();
}

/** @param address of the page */
export function productData(product: DemoProduct, variant: Variant, locale: Locale, address: string) {
  const { amount, currency } = variant.prices[locale];
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title[locale],
    description: product.about[locale],
    image: new URL(product.pictureUrl, address).href,
    url: address,
    ...(product.variants.length > 1 ? { color: variant.name[locale] } : {}),
    offers: {
      "@type": "Offer",
      price: amount,
      priceCurrency: currency,
      availability: `https://schema.org/${variant.stock > 0 ? "InStock" : "OutOfStock"}`,
    },
  };
}
