/** The widget reads its session when it is put into the page. What somebody is just writing is not taken from them. */
export function beginAnew(widget: Element | null): void {
  if (!widget || widget.shadowRoot?.querySelector("textarea")?.value) return;
  widget.replaceWith(widget);
}
