/** The mail that asks somebody to join, in the language that whoever invites has chosen. */
import type { Mail } from "#domain/identity/ports";
import type { Locale } from "#protocol/constants";

export interface InvitationWords {
  readonly to: string;
  readonly inviterName: string;
  readonly link: string;
  readonly expiresAtMs: number;
}

const WRITERS: Record<Locale, (words: InvitationWords) => Omit<Mail, "to">> = {
  en: ({ inviterName, link, expiresAtMs }) => ({
    subject: `${inviterName} invites you to Edgedesk`,
    text: [
      "Hello,",
      `${inviterName} invites you to answer customers together in Edgedesk. Choose your name and a password here:`,
      link,
      `The link is for you alone, works once, and until ${day("en", expiresAtMs)} (UTC). If you do not know what this is about, do nothing: without the link no account is made.`,
    ].join("\n\n"),
  }),
  "zh-CN": ({ inviterName, link, expiresAtMs }) => ({
    subject: `${inviterName} 邀请您加入 Edgedesk`,
    text: [
      "您好：",
      `${inviterName} 邀请您加入 Edgedesk，一起接待客户。请打开下面的链接，填写姓名并设置密码：`,
      link,
      `链接仅供您本人使用一次，有效期至 ${day("zh-CN", expiresAtMs)}（UTC）。如果您不了解此事，忽略本邮件即可，不会为您创建账号。`,
    ].join("\n\n"),
  }),
};

export function invitationMail(locale: Locale, words: InvitationWords): Mail {
  return { to: words.to, ...WRITERS[locale](oneLine(words)) };
}

/** A name with a line break in it would go on as a header, or as words of ours. */
function oneLine(words: InvitationWords): InvitationWords {
  return { ...words, inviterName: words.inviterName.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim() };
}

function day(locale: Locale, atMs: number): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(atMs);
}
