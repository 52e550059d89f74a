/** @jsxImportSource preact */
/** What all pages of the store share: the language, who is signed in, what is sold, and where one is. */
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useState } from "preact/hooks";
import { demoWords } from "#client/i18n/demo.ts";
import { currentLocale, rememberLocale } from "#client/i18n/page.ts";
import { type Translate, translator } from "#client/i18n/translate.ts";
import { browserStore } from "#client/lib/storage.ts";
import type { Locale } from "#protocol/constants";
import type { DemoCustomerId, DemoProduct, DemoSignedIn } from "#protocol/http-demo";
import { forgetWho, introduce, speak } from "./chat.ts";
import { DEMO_CUSTOMERS } from "./people.ts";
import { isOurs, type Place, placeOf } from "./routes.ts";
import { productsOf, signIn } from "./shop-api.ts";

const WHO_KEY = "edgedesk:demo:customer";
const store = browserStore();

export interface Shop {
  readonly locale: Locale;
  readonly t: Translate<(typeof demoWords)["en"]>;
  readonly choose: (locale: Locale) => void;
  readonly place: Place;
  readonly go: (address: string) => void;
  /** Absent while they are on their way. */
  readonly products: readonly DemoProduct[] | undefined;
  readonly hasFailed: boolean;
  /** Who is signed in; absent: a guest. */
  readonly customer: DemoSignedIn | undefined;
  /** @throws ApiError */
  readonly become: (customer: DemoCustomerId) => Promise<DemoSignedIn>;
  readonly leave: () => void;
}

const ShopContext = createContext<Shop | undefined>(undefined);
export const ShopProvider = ShopContext.Provider;

export function useShop(): Shop {
  const shop = useContext(ShopContext);
  if (shop === undefined) throw new Error("outside of the store");
  return shop;
}

export function useStore(): Shop {
  const [locale, setLocale] = useState(currentLocale);
  const [place, go] = usePlace();
  const [products, setProducts] = useState<readonly DemoProduct[]>();
  const [hasFailed, setHasFailed] = useState(false);
  const [customer, setCustomer] = useState<DemoSignedIn>();
  const t = useMemo(() => translator(demoWords, locale), [locale]);

  const become = useCallback(async (id: DemoCustomerId) => {
    const known = await signIn(id);
    store.set(WHO_KEY, id);
    setCustomer(known);
    introduce(known);
    return known;
  }, []);
  const leave = useCallback(() => {
    store.remove(WHO_KEY);
    setCustomer(undefined);
    forgetWho();
  }, []);

  useEffect(() => {
    productsOf().then(setProducts, () => setHasFailed(true));
    const before = DEMO_CUSTOMERS.find(({ id }) => id === store.get(WHO_KEY));
    // Who cannot be signed in again is a guest, and may try it by hand.
    if (before !== undefined) become(before.id).catch(() => store.remove(WHO_KEY));
  }, [become]);
  useEffect(() => {
    document.documentElement.lang = locale;
    rememberLocale(locale);
    speak(locale);
  }, [locale]);

  return { locale, t, choose: setLocale, place, go, products, hasFailed, customer, become, leave };
}

/** Links of the store are followed without a new page; back and forward work as ever. */
function usePlace(): [Place, (address: string) => void] {
  const [place, setPlace] = useState(() => placeOf(location));
  const go = useCallback((address: string) => {
    history.pushState(null, "", address);
    setPlace(placeOf(location));
    scrollTo({ top: 0 });
  }, []);
  useEffect(() => {
    const back = () => setPlace(placeOf(location));
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
      if (link === null || !isPlain || event.defaultPrevented || link.target !== "" || link.hash !== "") return;
      if (!isOurs(new URL(link.href))) return;
      event.preventDefault();
      go(link.href);
    };
    addEventListener("popstate", back);
    document.addEventListener("click", follow);
    return () => {
      removeEventListener("popstate", back);
      document.removeEventListener("click", follow);
    };
  }, [go]);
  return [place, go];
}
