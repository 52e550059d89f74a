/**
 * What staff are written about their accounts: in the language of the page that it was asked on, or in both where it was asked by
 * somebody else or on no page of theirs.
 */
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

/** Of a second factor that was taken away in their name. */
export function secondFactorRemovedMail(): Text {
  return {
    subject: "A second factor was removed from your Edgedesk account / 您的 Edgedesk 两步验证方式已移除",
    text: `Hello,

a second factor (an authenticator app or a passkey) was removed from your Edgedesk account just now.

If it was not you, set a new password at once and tell an administrator.

———

您好：

您的 Edgedesk 账号刚刚移除了一种两步验证方式（身份验证器应用或通行密钥）。

如果这不是您本人的操作，请立即重设密码，并告知管理员。
`,
  };
}

/** Of a second factor that an administrator took away. */
export function secondFactorResetMail(): Text {
  return {
    subject: "Your Edgedesk second factor was reset / 您的 Edgedesk 两步验证已重置",
    text: `Hello,

an administrator removed the second factor of your Edgedesk account: its authenticator app, passkeys and recovery codes no longer count, and you were signed out everywhere. Sign in with your password and set up a new one.

If you did not ask for this, set a new password at once and speak to your administrators.

———

您好：

管理员已重置您 Edgedesk 账号的两步验证：原有的身份验证器应用、通行密钥和恢复码均已失效，所有设备上的登录状态也已退出。请使用密码登录，并重新设置两步验证。

如果您没有提出过此请求，请立即重设密码，并联系管理员核实。
`,
  };
}
