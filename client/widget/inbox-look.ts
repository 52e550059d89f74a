/** What of an inbox's settings shows before anything is opened: its colour and its side of the page. */

/** Without credentials; whoever only looks at the shop is asked nothing. @returns undefined if it could not be had */
export function readInbox(server: string, inboxId: string, ask: typeof fetch): Promise<unknown> {
  return ask(`${server}/api/v1/widget/inboxes/${encodeURIComponent(inboxId)}`)
    .then((answer) => (answer.ok ? answer.json() : undefined))
    .catch(() => undefined);
}

/**
 * A page's own `data-side` and `--edgedesk-accent` go first.
 * @param inbox not decoded: what is no colour or no side has no effect in the style sheet
 */
export function dressAsInbox(host: HTMLElement, inbox: unknown): void {
  const { accent, position } = Object(inbox);
  if (accent) host.style.setProperty("--shop-accent", accent);
  if (position) host.dataset.side ||= position;
}
