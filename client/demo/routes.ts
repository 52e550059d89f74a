/** The store's addresses. */

const BASE = "/demo/";
const CATEGORIES = ["teaware", "tea", "gifts"] as const;
export type Category = (typeof CATEGORIES)[number];
const POLICIES = ["delivery", "returns"] as const;
export type Policy = (typeof POLICIES)[number];

export type Place =
  | { readonly page: "home" }
  | { readonly page: "list"; readonly category: Category | undefined }
  | { readonly page: "product" | "buy"; readonly id: string; readonly variant: string | undefined }
  | { readonly page: "orders" }
  | { readonly page: "account" }
  | { readonly page: "policy"; readonly policy: Policy }
  | { readonly page: "missing" };

export function placeOf({ pathname, search }: Pick<Location, "pathname" | "search">): Place {
  const [first = "", second = "", ...rest] = pathname.slice(BASE.length).replace(/\/$/, "").split("/");
  const variant = new URLSearchParams(search).get("variant") ?? undefined;
  if (rest.length > 0) return { page: "missing" };
  if (first === "" || pathname.length < BASE.length) return { page: "home" };
  if (first === "shop") {
    const category = CATEGORIES.find((each) => each === second);
    return second !== "" && category === undefined ? { page: "missing" } : { page: "list", category };
  }
  if ((first === "product" || first === "buy") && second !== "") return { page: first, id: second, variant };
  if ((first === "orders" || first === "account") && second === "") return { page: first };
  const policy = POLICIES.find((each) => each === second);
  return first === "help" && policy !== undefined ? { page: "policy", policy } : { page: "missing" };
}

export const to = {
  home: BASE,
  list: (category?: Category) => `${BASE}shop${category === undefined ? "" : `/${category}`}`,
  product: (id: string) => `${BASE}product/${id}`,
  buy: (id: string, variant: string) => `${BASE}buy/${id}?variant=${variant}`,
  orders: `${BASE}orders`,
  account: `${BASE}account`,
  policy: (policy: Policy) => `${BASE}help/${policy}`,
} as const;

export function isOurs(url: URL): boolean {
  return url.origin === location.origin && (url.pathname === "/demo" || url.pathname.startsWith(BASE));
}
