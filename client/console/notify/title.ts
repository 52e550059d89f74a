/** What is unread, on the tab itself: a number before whatever its title says, and a dot on its icon. */
import dotted from "./icon-unread.svg?url&no-inline";

const COUNTED = /^\(\d+\+?\) /;
const MOST = 99;

/** Keeps it there when a page sets its own title, until it is called again. @returns what ends it */
export function showUnread(count: number): () => void {
  const prefix = count === 0 ? "" : `(${count > MOST ? `${MOST}+` : count}) `;
  const write = () => {
    const wanted = prefix + document.title.replace(COUNTED, "");
    if (document.title !== wanted) document.title = wanted;
  };
  write();
  showDot(count > 0);
  const observer = new MutationObserver(write);
  const title = document.querySelector("title");
  if (title !== null) observer.observe(title, { childList: true });
  return () => observer.disconnect();
}

function showDot(isWanted: boolean): void {
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (icon === null) return;
  icon.dataset.plain ??= icon.getAttribute("href") ?? "";
  icon.setAttribute("href", isWanted ? dotted : icon.dataset.plain);
}
