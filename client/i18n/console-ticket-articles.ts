/** The console's words about help articles that a ticket is linked with. */
import { defineWords } from "./translate.ts";

export const ticketArticleWords = defineWords({
  en: {
    "ticketArticles.title": "Articles",
    "ticketArticles.none": "None linked yet.",
    "ticketArticles.add": "Add an article",
    "ticketArticles.address": "Address",
    "ticketArticles.name": "Title",
    "ticketArticles.save": "Add",
    "ticketArticles.bad": "A full address, from https:// on, without spaces or a password.",
    "ticketArticles.known": "It is in the list already.",
    "ticketArticles.remove": "Remove “{title}”",
    "ticketArticles.removed": "Article removed",
    "ticketArticles.doRemove": "Remove",
    "ticketArticles.reply": "Put “{title}” into the reply",
    "ticketArticles.doReply": "Put into the reply",
    "ticketArticles.newTab": "opens in a new tab",
  },
  "zh-CN": {
    "ticketArticles.title": "帮助文章",
    "ticketArticles.none": "尚未关联文章。",
    "ticketArticles.add": "添加文章",
    "ticketArticles.address": "网址",
    "ticketArticles.name": "标题",
    "ticketArticles.save": "添加",
    "ticketArticles.bad": "请填写以 https:// 开头的完整网址，不含空格和密码。",
    "ticketArticles.known": "该文章已在列表中。",
    "ticketArticles.remove": "移除“{title}”",
    "ticketArticles.removed": "已移除文章",
    "ticketArticles.doRemove": "移除",
    "ticketArticles.reply": "将“{title}”插入回复",
    "ticketArticles.doReply": "插入回复",
    "ticketArticles.newTab": "在新标签页中打开",
  },
});
