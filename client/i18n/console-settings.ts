/** The console's words around its settings. */
import { defineWords } from "./translate.ts";

export const settingsWords = defineWords({
  en: {
    "settings.title": "Settings",
    "settings.nav": "Settings",
    "settings.back": "All settings",
    "settings.group.you": "You",
    "settings.group.shop": "Shop",
    "settings.group.privacy": "Privacy and audit",
    "settings.security": "Sign-in and security",
    "settings.people": "People",
    "settings.roles": "Roles",
    "settings.blocks": "Blocked",
    "settings.identification": "Customer identification",
    "settings.privacy": "Consent and retention",
    "settings.requests": "Customers' requests",
    "settings.keys": "Encryption keys",
    "settings.audit": "Audit log",
  },
  "zh-CN": {
    "settings.title": "设置",
    "settings.nav": "设置",
    "settings.back": "全部设置",
    "settings.group.you": "个人",
    "settings.group.shop": "店铺",
    "settings.group.privacy": "隐私与审计",
    "settings.security": "登录与安全",
    "settings.people": "成员",
    "settings.roles": "角色",
    "settings.blocks": "黑名单",
    "settings.identification": "客户身份识别",
    "settings.privacy": "授权与保留期限",
    "settings.requests": "客户数据请求",
    "settings.keys": "加密密钥",
    "settings.audit": "审计日志",
  },
});
