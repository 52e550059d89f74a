/** What a customer reads in their export, in their language. It is written by the server, so its words are not the client's. */
import type { ActivityKey, ConsentPurpose, ConversationStatus, Locale, Priority } from "#protocol/constants";

export interface ExportWords {
  readonly title: string;
  readonly intro: (gatheredAt: string) => string;
  readonly contact: string;
  readonly fields: Readonly<
    Record<"id" | "inboxId" | "name" | "email" | "identifier" | "locale" | "createdAt", string>
  >;
  readonly language: Readonly<Record<Locale, string>>;
  readonly consents: string;
  readonly noConsents: string;
  readonly purpose: Readonly<Record<ConsentPurpose, string>>;
  readonly given: (version: number) => string;
  readonly withdrawn: (version: number) => string;
  readonly holdings: string;
  readonly holding: Readonly<Record<string, string>>;
  readonly conversations: string;
  readonly noConversations: string;
  readonly conversation: (startedAt: string) => string;
  readonly status: Readonly<Record<ConversationStatus, string>>;
  readonly labels: string;
  readonly list: (items: readonly string[]) => string;
  readonly priority: string;
  readonly priorities: Readonly<Record<Priority, string>>;
  readonly you: string;
  readonly agent: (number: number) => string;
  readonly bot: string;
  readonly system: string;
  readonly internal: string;
  readonly edited: (at: string) => string;
  readonly recalled: (at: string) => string;
  readonly event: Readonly<Record<ActivityKey, string>>;
  readonly reason: (text: string) => string;
}

export const EXPORT_WORDS: Readonly<Record<Locale, ExportWords>> = {
  en: {
    title: "Your data",
    intro: (at) =>
      `This is all that is held about you, as gathered on ${at}. People who work for the shop are shown by number. Notes that they wrote for each other are marked as internal.`,
    contact: "About you",
    fields: {
      id: "Our number for you",
      inboxId: "Where you wrote to us",
      name: "Name",
      email: "Email",
      identifier: "Your number at the shop",
      locale: "Language",
      createdAt: "Known since",
    },
    language: { en: "English", "zh-CN": "Chinese (simplified)" },
    consents: "What you agreed to",
    noConsents: "You were not asked for anything, or did not answer.",
    purpose: {
      service: "Use of your data to answer you",
      recommendations: "Recommendations",
      quality: "Quality of our service",
    },
    given: (version) => `Agreed (text ${version})`,
    withdrawn: (version) => `Declined or withdrawn (text ${version})`,
    holdings: "What else is held",
    holding: {
      attribute: "Something that the shop noted about you",
      block: "You were blocked",
      network: "A network that you wrote from (as a keyed tag)",
      order: "An order",
      ticket: "A ticket about something that you asked for",
      attachment: "A file of such a ticket",
    },
    conversations: "Your conversations",
    noConversations: "There are none.",
    conversation: (at) => `Conversation of ${at}`,
    status: { pending: "Pending", open: "Open", snoozed: "Put aside", resolved: "Resolved" },
    labels: "Labels",
    list: (items) => items.join(", "),
    priority: "Priority",
    priorities: { low: "Low", normal: "Normal", high: "High", urgent: "Urgent" },
    you: "You",
    agent: (number) => `Agent ${number}`,
    bot: "Bot",
    system: "Edgedesk",
    internal: "Internal note",
    edited: (at) => `changed ${at}`,
    recalled: (at) => `This message was recalled on ${at}.`,
    event: {
      "conversation.assigned": "An agent took over",
      "conversation.unassigned": "The agent left; the conversation waited again",
      "conversation.transferred": "Handed on",
      "conversation.snoozed": "Put aside for later",
      "conversation.woken": "Taken up again",
      "conversation.resolved": "Resolved",
      "conversation.reopened": "Opened again",
      "conversation.labelled": "Labels were changed",
      "conversation.prioritised": "Its priority was changed",
      "conversation.flagged": "It was marked for a closer look",
      "conversation.unflagged": "The mark for a closer look was taken off",
      "sla.breached": "The time promised for it had passed",
      "sla.urged": "It was asked for again",
      "sla.escalated": "Others were told that it was overdue",
      "closing.answered": "You said whether it was settled",
      "closing.reopened": "Opened again, as it was not settled",
      "rule.applied": "A rule of the shop applied",
      "rule.ticket": "A rule of the shop made a ticket",
    },
    reason: (text) => `Reason: ${text}`,
  },
  "zh-CN": {
    title: "您的个人数据",
    intro: (at) =>
      `以下是截至 ${at} 我们保存的与您有关的全部数据。店铺工作人员以编号表示；工作人员之间的备注标记为“内部备注”。`,
    contact: "关于您",
    fields: {
      id: "您在本系统的编号",
      inboxId: "咨询渠道",
      name: "姓名",
      email: "邮箱",
      identifier: "您在店铺的编号",
      locale: "语言",
      createdAt: "首次记录时间",
    },
    language: { en: "英语", "zh-CN": "简体中文" },
    consents: "您的授权",
    noConsents: "尚未征求过您的授权，或您未作答复。",
    purpose: { service: "为答复您而使用数据", recommendations: "个性化推荐", quality: "服务质量改进" },
    given: (version) => `已同意（第 ${version} 版）`,
    withdrawn: (version) => `不同意或已撤回（第 ${version} 版）`,
    holdings: "其他数据",
    holding: {
      attribute: "店铺记录的客户信息",
      block: "屏蔽记录",
      network: "您使用过的网络（仅保存加密标记）",
      order: "订单",
      ticket: "与您有关的工单",
      attachment: "工单附件",
    },
    conversations: "您的会话",
    noConversations: "没有会话。",
    conversation: (at) => `${at} 的会话`,
    status: { pending: "待处理", open: "进行中", snoozed: "已搁置", resolved: "已解决" },
    labels: "标签",
    list: (items) => items.join("、"),
    priority: "优先级",
    priorities: { low: "低", normal: "普通", high: "高", urgent: "紧急" },
    you: "您",
    agent: (number) => `客服 ${number}`,
    bot: "机器人",
    system: "系统",
    internal: "内部备注",
    edited: (at) => `修改于 ${at}`,
    recalled: (at) => `此消息已于 ${at} 撤回。`,
    event: {
      "conversation.assigned": "客服已接入",
      "conversation.unassigned": "客服已离开，会话重新排队",
      "conversation.transferred": "会话已转接",
      "conversation.snoozed": "会话已搁置",
      "conversation.woken": "会话已恢复",
      "conversation.resolved": "会话已解决",
      "conversation.reopened": "会话已重新打开",
      "conversation.labelled": "标签有变动",
      "conversation.prioritised": "优先级有变动",
      "conversation.flagged": "会话被标记为需要重点关注",
      "conversation.unflagged": "重点关注标记已取消",
      "sla.breached": "已超过承诺时限",
      "sla.urged": "客户再次催促",
      "sla.escalated": "超时情况已上报",
      "closing.answered": "您回答了问题是否解决",
      "closing.reopened": "因问题未解决而重新打开",
      "rule.applied": "商家的规则已生效",
      "rule.ticket": "商家的规则创建了工单",
    },
    reason: (text) => `原因：${text}`,
  },
};
