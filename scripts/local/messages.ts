/** What `npm start` tells the person who runs it, in the language of their terminal. */
import type { Environment } from "#scripts/local/instance";

const en = {
  badPort: "PORT must be a number from 1 to 65535.",
  portTaken: (port: number) =>
    `Port ${port} is in use. End what uses it, or choose another: PORT=${port + 1} STATE_DIR=.state-${port + 1} npm start`,
  stateTaken: (stateDir: string, port: number) =>
    `${stateDir} is used by an instance that runs on port ${port}. End it, or choose another folder with STATE_DIR.`,
  client: "Building the widget and the console",
  clientWaits: "Another start builds the client; waiting",
  database: "Migrating the local database",
  seed: "Seeding the demo",
  server: "Starting the server",
  past: "Bringing in two weeks of conversations",
  again: "The server did not start; trying again",
  done: (seconds: string) => `(${seconds} s)`,
  ready: "Edgedesk is ready",
  store: "Demo store with the chat widget",
  console: "Agents' console, with a demo login for each role",
  stop: "Ctrl-C ends it.",
  stopping: "Ending …",
  crashed: (logFile: string) =>
    `The server ended by itself or no longer answers. Its last lines are above, all of them in ${logFile}. Run npm start again; your data is kept.`,
  notReady: (logFile: string) => `The server did not become ready. Its log is ${logFile}. Run npm start again.`,
};

const zh: typeof en = {
  badPort: "PORT 必须是 1 到 65535 之间的整数。",
  portTaken: (port) =>
    `端口 ${port} 已被占用。请结束占用它的程序，或换一个端口：PORT=${port + 1} STATE_DIR=.state-${port + 1} npm start`,
  stateTaken: (stateDir, port) =>
    `${stateDir} 正被运行在端口 ${port} 的实例使用。请先结束该实例，或用 STATE_DIR 另选目录。`,
  client: "构建聊天组件与客服工作台",
  clientWaits: "另一个启动正在构建前端，请稍候",
  database: "迁移本地数据库",
  seed: "写入演示数据",
  server: "启动服务",
  past: "导入两周的会话记录",
  again: "服务未能启动，正在重试",
  done: (seconds) => `（${seconds} 秒）`,
  ready: "Edgedesk 已就绪",
  store: "演示店铺（含聊天组件）",
  console: "客服工作台（每种角色一个演示账号）",
  stop: "按 Ctrl-C 结束。",
  stopping: "正在结束…",
  crashed: (logFile) =>
    `服务意外退出或不再响应。以上是最后几行日志，完整日志见 ${logFile}。请重新运行 npm start，数据不会丢失。`,
  notReady: (logFile) => `服务未能就绪，日志见 ${logFile}。请重新运行 npm start。`,
};

/** By the rules of POSIX: the first of LC_ALL, LC_MESSAGES and LANG that is set decides. */
export function messagesFor(environment: Environment): typeof en {
  const language = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
  return language.toLowerCase().startsWith("zh") ? zh : en;
}

export type Messages = typeof en;
