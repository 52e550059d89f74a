/** The console's words about lines of support: a team's, and transfers to one. */
import { defineWords } from "./translate.ts";

export const supportTierWords = defineWords({
  en: {
    "supportTier.1": "First line",
    "supportTier.2": "Second line",
    "supportTier.3": "Third line",
    "supportTier.about.1": "Answers customers first, and hands on what it cannot settle.",
    "supportTier.about.2": "Takes over what the first line hands on.",
    "supportTier.about.3": "Takes over what only specialists can settle.",
    "supportTier.menu": "Support line",
    "supportTier.title": "Support line of {team}",
    "supportTier.hint":
      "Conversations and tickets can be transferred to a line: the team of it with somebody online and the shortest wait takes them.",
    "supportTier.label": "Line",
    "supportTier.save": "Save",
    "supportTier.saved": "{team}: {line}",
    "supportTier.group": "Support lines",
    "supportTier.option": "{line} ({teams})",
    "supportTier.choose": "An agent, a team or a support line",
    "supportTier.missing": "Choose an agent, a team or a support line.",
  },
  "zh-CN": {
    "supportTier.1": "一线支持",
    "supportTier.2": "二线支持",
    "supportTier.3": "三线支持",
    "supportTier.about.1": "首先接待客户，解决不了的转给二线或三线。",
    "supportTier.about.2": "处理一线转来的问题。",
    "supportTier.about.3": "处理只有专家才能解决的问题。",
    "supportTier.menu": "支持级别",
    "supportTier.title": "“{team}”的支持级别",
    "supportTier.hint": "会话和工单可以按支持级别转接，由该级别中有人在线且等待最短的客服组接手。",
    "supportTier.label": "级别",
    "supportTier.save": "保存",
    "supportTier.saved": "“{team}”已设为{line}",
    "supportTier.group": "支持级别",
    "supportTier.option": "{line}（{teams}）",
    "supportTier.choose": "选择客服、客服组或支持级别",
    "supportTier.missing": "请选择客服、客服组或支持级别。",
  },
});
