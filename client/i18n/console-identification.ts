/** The console's words about how a shop tells who its customers are. */
import { defineWords } from "./translate.ts";

export const identificationWords = defineWords({
  en: {
    "identification.intro":
      "Customers who are signed in at your shop need not say who they are: your server signs it with the inbox's secret. Anyone who has the secret can pass for any of your customers, so keep it on your server.",
    "identification.secret": "Identity secret",
    "identification.hidden": "Hidden. Each look is in the audit log.",
    "identification.show": "Show secret",
    "identification.hide": "Hide",
    "identification.copy": "Copy",
    "identification.copied": "Copied",
    "identification.replace": "Replace…",
    "identification.asIs": "43 characters. Use them as they are, as text; there is nothing to decode.",
    "identification.previous": "The secret before this one is accepted until {time}.",
    "identification.rotate.title": "Replace the secret of {inbox}?",
    "identification.rotate.text":
      "You get a new secret. The current one is accepted for 24 more hours, so that you can change it on your servers without anyone noticing.",
    "identification.rotate.leaked": "Stop accepting the current secret right away",
    "identification.rotate.leakedHint":
      "For when others may know it. Your customers are not recognised until your servers use the new one. What was signed before does not count any more either.",
    "identification.rotate.confirm": "Replace secret",
    "identification.rotated": "This is the new secret",
    "identification.changed": "Somebody else replaced it in this moment. Look again.",
    "identification.problem": "That did not work. Try again in a moment.",
    "identification.failed.title": "The inboxes could not be loaded",
    "identification.failed.text": "Check your connection, then try again.",
    "identification.empty.title": "No inbox",
    "identification.empty.text": "None of the shop's inboxes is yours to manage.",
    "identification.how": "How to sign",
    "identification.inbox": "Inbox",
    "identification.how.store": "Put the secret into your server's environment, not into your code:",
    "identification.how.token": "Sign a token for the customer with each page. It is good for five minutes. Node.js:",
    "identification.how.page":
      "Put it into the page of the signed-in customer, beside the widget's own script. When they sign out, call edgedesk.signOut():",
    "identification.how.hash":
      "For programs that call the API themselves, a hash will do in place of a token. It has no end and says nothing but the identifier, so prefer the token:",
  },
  "zh-CN": {
    "identification.intro":
      "客户在店铺登录后，无需再说明自己是谁：由您的服务器使用收件箱的身份密钥签名即可。知道密钥的人可以冒充任何客户，请只保存在服务器上。",
    "identification.secret": "身份密钥",
    "identification.hidden": "已隐藏，每次查看都会记入审计日志。",
    "identification.show": "显示密钥",
    "identification.hide": "隐藏",
    "identification.copy": "复制",
    "identification.copied": "已复制",
    "identification.replace": "更换…",
    "identification.asIs": "共 43 个字符，请直接作为文本使用，无需解码。",
    "identification.previous": "上一个密钥在 {time} 之前仍然有效。",
    "identification.rotate.title": "更换“{inbox}”的密钥？",
    "identification.rotate.text":
      "将生成新的密钥。当前密钥在 24 小时内仍然有效，您可以从容地更新服务器，客户不会察觉。",
    "identification.rotate.leaked": "立即停用当前密钥",
    "identification.rotate.leakedHint":
      "适用于密钥可能已泄露的情况。在服务器换用新密钥之前，系统无法识别客户；此前的签名也会随之失效。",
    "identification.rotate.confirm": "更换密钥",
    "identification.rotated": "这是新的密钥",
    "identification.changed": "刚刚有其他人更换了密钥，请重新查看。",
    "identification.problem": "操作未成功，请稍后重试。",
    "identification.failed.title": "收件箱加载失败",
    "identification.failed.text": "请检查网络后重试。",
    "identification.empty.title": "没有收件箱",
    "identification.empty.text": "您没有可以管理的收件箱。",
    "identification.how": "如何签名",
    "identification.inbox": "收件箱",
    "identification.how.store": "将密钥保存到服务器的环境变量中，不要写进代码：",
    "identification.how.token": "每次生成页面时为客户签发令牌，有效期五分钟。Node.js 示例：",
    "identification.how.page":
      "将令牌放入已登录客户的页面，与聊天组件的脚本并列；客户退出登录时调用 edgedesk.signOut()：",
    "identification.how.hash":
      "自行调用 API 的程序可以用哈希代替令牌。哈希没有有效期，且只包含客户编号，建议优先使用令牌：",
  },
});
