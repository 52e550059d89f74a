/** What the store tells the chat, as any shop's page would: `window.edgedesk` may come later than the page does. */
import type { Locale } from "#protocol/constants";
import type { DemoProduct, DemoSignedIn } from "#protocol/http-demo";

type Sdk = { push(call: readonly [name: string, ...values: unknown[]]): unknown };
type Variant = DemoProduct["variants"][number];

function tell(name: string, ...values: unknown[]): void {
  const page: { edgedesk?: Sdk } = window as never;
  page.edgedesk ??= [];
  page.edgedesk.push([name, ...values]);
}

export function openChat(): void {
  tell("toggle", true);
}

export function speak(locale: Locale): void {
  tell("setLocale", locale);
}

export function introduce({ identifier, name, email, identityToken }: DemoSignedIn): void {
  tell("setUser", identifier, { name, email, identityToken });
}

export function forgetWho(): void {
  tell("reset");
}

/** The product that is looked at, for the customer to send. */
export function showProduct(product: DemoProduct, variant: Variant, locale: Locale): void {
  const several = product.variants.length > 1;
  tell("setProduct", {
    title: product.title[locale],
    url: location.href,
    imageUrl: new URL(product.pictureUrl, location.href).href,
    price: variant.prices[locale],
    ...(several ? { variant: variant.name[locale] } : {}),
  });
}

export function showNoProduct(): void {
  tell("setProduct", undefined);
}
