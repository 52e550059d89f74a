/** The console's words about what the shop told of its customer. */
import { defineWords } from "./translate.ts";

export const attributesWords = defineWords({
  en: {
    "attributes.title": "Details from the shop",
    "attributes.verified": "Signed by the shop",
    "attributes.said": "Only details with a check are signed by the shop. The others are what the visitor's page said.",
    "attributes.yes": "Yes",
    "attributes.no": "No",
    "attributes.show": "Show: {key}",
    "attributes.hide": "Hide: {key}",
  },
  "zh-CN": {
    "attributes.title": "店铺提供的信息",
    "attributes.verified": "已由店铺签名",
    "attributes.said": "带勾的信息经店铺签名确认，其余由访客所在页面提供，未经核实。",
    "attributes.yes": "是",
    "attributes.no": "否",
    "attributes.show": "查看：{key}",
    "attributes.hide": "隐藏：{key}",
  },
});
