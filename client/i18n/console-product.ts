/** Words around a product that a customer shows. */
import { defineWords } from "./translate.ts";

export const productWords = defineWords({
  en: {
    "product.shown": "Product",
    "product.open": "Open its page on {host}",
  },
  "zh-CN": {
    "product.shown": "商品",
    "product.open": "在 {host} 打开商品页",
  },
});
