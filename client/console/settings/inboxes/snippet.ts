/** What a shop puts into its pages, and what a policy of its own has to let through. */

/** @param desk our origin. @param inboxId letters, digits, hyphens and underscores: nothing that markup would mind */
export function snippetOf(desk: string, inboxId: string): string {
  return `<script async src="${desk}/widget.js" data-inbox="${inboxId}"></script>`;
}

/** Sources by directive (CSP Level 3): scripts, calls and sockets, and pictures such as the logo. */
export function policyLines(desk: string): string {
  const sockets = desk.replace(/^http/, "ws");
  return [`script-src ${desk};`, `connect-src ${desk} ${sockets};`, `img-src ${desk};`].join("\n");
}
