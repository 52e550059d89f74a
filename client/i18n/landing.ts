/** Words of the landing page. */
import { defineWords } from "./translate.ts";

export const landingWords = defineWords({
  en: {
    "landing.language": "Language",
    "landing.title": "Edgedesk",
    "landing.claim": "Customer service that answers from the edge",
    "landing.lead":
      "A chat for your shop's pages, one inbox for your team, and every conversation in a place of its own, close to whoever writes. It runs on Cloudflare Workers; there is no server to look after.",
    "landing.links": "Where to go",
    "landing.demo": "Demo store",
    "landing.demo.about": "Be a customer: look around, buy something, open the chat",
    "landing.console": "Console",
    "landing.console.about": "Be an agent: sign in and answer",
    "landing.api": "API description",
    "landing.api.about": "OpenAPI 3.1, for your own integrations",
    "landing.logins":
      "The console's demo logins are in the terminal where you ran npm start, and in demo.json of its data folder.",
    "landing.fact.widget": "At most 25 KB",
    "landing.fact.widgetText": "is what a shop's page loads when the chat is first opened",
    "landing.fact.order": "No gaps",
    "landing.fact.orderText": "one writer for each conversation: nothing is lost or shown twice after a reconnect",
    "landing.fact.privacy": "Sealed",
    "landing.fact.privacyText": "names, messages and notes rest encrypted; erasing a customer destroys the key",
  },
  "zh-CN": {
    "landing.language": "语言",
    "landing.title": "Edgedesk",
    "landing.claim": "就近应答的边缘客服平台",
    "landing.lead":
      "店铺页面上的聊天窗口，团队共用的收件箱；每个会话独立运行在离顾客最近的地方。基于 Cloudflare Workers，无需维护服务器。",
    "landing.links": "入口",
    "landing.demo": "演示店铺",
    "landing.demo.about": "当一回顾客：逛一逛、下个单、打开聊天",
    "landing.console": "客服工作台",
    "landing.console.about": "当一回客服：登录并回复",
    "landing.api": "接口说明",
    "landing.api.about": "OpenAPI 3.1，用于自行集成",
    "landing.logins": "工作台的演示账号显示在运行 npm start 的终端里，也写在数据目录的 demo.json 中。",
    "landing.fact.widget": "至多 25 KB",
    "landing.fact.widgetText": "顾客首次打开聊天窗口时，店铺页面的全部加载量",
    "landing.fact.order": "不丢不重",
    "landing.fact.orderText": "每个会话只有一个写入者，断线重连后不缺、不重复",
    "landing.fact.privacy": "全程加密",
    "landing.fact.privacyText": "姓名、消息、备注均加密存放，抹除客户即销毁密钥",
  },
});
