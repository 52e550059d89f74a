/** What staff are written about their accounts, in the language of the page that it was asked on. */
import type { Mail } from "#domain/identity/ports";
import type { Locale } from "#protocol/constants";

type Text = Pick<Mail, "subject" | "text">;

/** @param link with the token, good for `minutes` */
export function passwordResetMail(locale: Locale, link: string, minutes: number): Text {
  if (locale === "zh-CN") {
    return {
      subject: "重设您的 Edgedesk 密码",
      text: `您好：

有人（应该是您本人）申请重设您的 Edgedesk 密码。请在 ${minutes} 分钟内打开下面的链接，设置新密码。链接只能使用一次：

${link}

如果这不是您本人的操作，请忽略此邮件，您的密码不会有任何变化。
`,
    };
  }
  return {
    subject: "Set a new Edgedesk password",
    text: `Hello,

somebody, most likely you, asked for a new password for your Edgedesk account. Open this link within ${minutes} minutes to choose one. It works once:

${link}

If it was not you, there is nothing to do: your password stays as it is.
`,
  };
}

/** So that whoever did not do it themselves learns of it. */
export function passwordChangedMail(locale: Locale): Text {
  if (locale === "zh-CN") {
    return {
      subject: "您的 Edgedesk 密码已更改",
      text: `您好：

您的 Edgedesk 密码刚刚已更改，其他设备上的登录状态也已全部失效。

如果这不是您本人的操作，请立即重设密码，并告知管理员。
`,
    };
  }
  return {
    subject: "Your Edgedesk password was changed",
    text: `Hello,

the password of your Edgedesk account was changed just now, and you were signed out on your other devices.

If it was not you, set a new password at once and tell an administrator.
`,
  };
}
