/**
 * The demo store's own calls: what a real shop's server does for its pages. They exist where the demo is on, are no part of
 * the API that is promised, and so stand in no OpenAPI document.
 */
import { z } from "zod";
import { money, order } from "#protocol/http-orders";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { locale, slug } from "#protocol/vocabulary";

export const DEMO_CUSTOMER_IDS = ["anna-lindqvist", "marco-rossi", "zhou-yutong"] as const;
export type DemoCustomerId = (typeof DEMO_CUSTOMER_IDS)[number];

const words = z.object({ en: z.string(), "zh-CN": z.string() });
const prices = z.object({ en: money, "zh-CN": money });

export const demoProduct = z.object({
  id: slug,
  category: z.enum(["teaware", "tea", "gifts"]),
  title: words,
  about: words,
  story: words,
  pictureUrl: z.string(),
  variants: z
    .array(z.object({ id: slug, name: words, swatch: z.string().optional(), stock: z.int().min(0), prices }))
    .min(1),
});
export type DemoProduct = z.infer<typeof demoProduct>;

export const demoCatalogue = z.object({ products: z.array(demoProduct) });

export const demoSignedIn = z.object({
  identifier: z.enum(DEMO_CUSTOMER_IDS),
  name: z.string(),
  email: z.string(),
  identityToken: z.string().meta({ description: "The shop's word on who this is, good for five minutes." }),
});
export type DemoSignedIn = z.infer<typeof demoSignedIn>;

export const demoOperations = {
  listDemoProducts: {
    method: "get",
    path: "/demo/api/products",
    summary: "What the demo store sells.",
    credential: "none",
    status: 200,
    answer: demoCatalogue,
    codes: ["not_found"],
  },
  signInAtDemo: {
    method: "post",
    path: "/demo/api/sign-in",
    summary: "Signs in as one of the demo store's customers; there is nothing to know but who that is.",
    credential: "none",
    body: z.object({ customer: z.enum(DEMO_CUSTOMER_IDS) }),
    status: 200,
    answer: demoSignedIn,
    codes: ["bad_frame", "not_found", "rate_limited"],
  },
  placeDemoOrder: {
    method: "post",
    path: "/demo/api/orders",
    summary: "Buys one product for nothing.",
    credential: "customer",
    body: z.object({ productId: slug, variantId: slug, quantity: z.int().min(1).max(9), locale }),
    status: 201,
    answer: order,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  changeDemoOrder: {
    method: "post",
    path: "/demo/api/orders/:number/status",
    summary: "Cancels an order, or asks for its return.",
    credential: "customer",
    params: z.object({ number: slug }),
    body: z.object({ status: z.enum(["cancelled", "return_requested"]) }),
    status: 200,
    answer: order,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
