/** `docs/security/permissions.md`: who may do what, and which doors ask for it, written out of the declarations themselves. */
import { agentMethods, feedFrames } from "#actors/agent/access";
import { conversationFrames, conversationMethods } from "#actors/conversation/access";
import { authEndpoints } from "#domain/identity/endpoints";
import { GRANTED_PERMISSIONS, type GrantedPermission, type Holder, holds } from "#domain/identity/permissions";
import { ROLES } from "#protocol/constants";
import { routes } from "#worker/routes/index";

const HOLDERS: readonly Holder[] = ["contact", ...ROLES];

interface Door {
  readonly name: string;
  readonly permission: string;
}

function doors(): Door[] {
  const routeDoors = routes.map(({ operation, permission }) => ({
    name: `\`${operation.method.toUpperCase()} ${operation.path}\``,
    permission,
  }));
  const frameDoors = [conversationFrames, feedFrames].flatMap((declared) =>
    Object.entries(declared).map(([type, { permission }]) => ({ name: `frame \`${type}\``, permission })),
  );
  const methodDoors = [...named("ConversationActor", conversationMethods), ...named("AgentActor", agentMethods)];
  return [...routeDoors, ...frameDoors, ...methodDoors];
}

function named(actor: string, methods: Record<string, { permission: string }>): Door[] {
  return Object.entries(methods)
    .filter(([, { permission }]) => permission !== "internal")
    .map(([method, { permission }]) => ({ name: `\`${actor}.${method}\``, permission }));
}

/** The whole document. */
export function permissionsDocument(): string {
  const all = doors();
  const open = all.filter(({ permission }) => permission === "public").map(({ name }) => name);
  const closed = Object.entries(authEndpoints).flatMap(([path, { permission }]) =>
    permission === "closed" ? [`\`${path}\``] : [],
  );
  const doorsOf = (permission: GrantedPermission) =>
    all.filter((door) => door.permission === permission).map(({ name }) => name);
  return `# Who may do what

Made by \`npm run docs:permissions\` from \`domain/identity/permissions.ts\` and the declarations of routes, frames and actor
methods; a test fails when it is out of date. \`test/workers/access-matrix-*.test.ts\` asks every door in everybody's name.

A customer's permissions end at their own conversations. Those of staff end at the inboxes of their scope, and their lists at
their teams unless they hold \`conversation.seeAllTeams\`. A custom role holds what it ticks of the staff's permissions, and
nothing else. Whoever still has to set up a second factor holds \`account.own\` alone.

## Permissions by role

| permission | customer | ${ROLES.join(" | ")} |
| --- | ${HOLDERS.map(() => ":-:").join(" | ")} |
${GRANTED_PERMISSIONS.map((permission) => `| \`${permission}\` | ${HOLDERS.map((holder) => (holds(holder, permission) ? "✓" : "")).join(" | ")} |`).join("\n")}

## What asks for each

| permission | asked for by |
| --- | --- |
${GRANTED_PERMISSIONS.map((permission) => `| \`${permission}\` | ${list(doorsOf(permission))} |`).join("\n")}

A permission that nothing asks for by itself is asked for within what it narrows: \`conversation.reply\` and \`conversation.note\`
by \`message.send\`, \`conversation.handleAny\` by transfer, snooze and resolve, \`conversation.seeAllTeams\` by lists,
\`personal.see\` wherever a phone number or the like would be masked.

## Open to everybody

${open.map((name) => `- ${name}`).join("\n")}

## Closed

Endpoints that the accounts' library brings along and Edgedesk does not offer; they answer 404:
${closed.join(", ")}.
`;
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "–" : names.join("<br>");
}
