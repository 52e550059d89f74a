/** What the store tells the chat, as any shop's page would: `window.edgedesk` may come later than the page does. */
import type { Locale } from "#protocol/constants";
import type { DemoProduct, DemoSignedIn } from "#protocol/http-demo";

type Variant = DemoProduct["variants"][number];

/** Before the widget's script there is an array in its place, whose calls it makes up for. */
function tell(name: string, ...values: unknown[]): void {
  const there: unknown = Reflect.get(globalThis, "edgedesk");
  if (takesCalls(there)) there.push([name, ...values]);
  else Reflect.set(globalThis, "edgedesk", [[name, ...values]]);
}

function takesCalls(there: unknown): there is { push(call: readonly unknown[]): unknown } {
  return typeof there === "object" && there !== null && "push" in there && typeof there.push === "function";
}

function widget(): Element | null {
  return document.querySelector("edgedesk-widget");
}

export function openChat(): void {
  widget()?.setAttribute("open", "");
}

export function speak(locale: Locale): void {
  widget()?.setAttribute("locale", locale);
  // The widget's script is async: it is there already, or will find the language on its tag.
  const script = document.querySelector<HTMLScriptElement>("script[data-inbox]");
  if (script) script.dataset.locale = locale;
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
