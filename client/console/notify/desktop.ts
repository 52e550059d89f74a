/** The desktop's own notifications, where the agent allowed them. */

export type DesktopState = "unsupported" | NotificationPermission;

export function desktopState(): DesktopState {
  return typeof Notification === "undefined" ? "unsupported" : Notification.permission;
}

/** Call it from a click alone: browsers hold it against a page that asks by itself. */
export async function askForDesktop(): Promise<DesktopState> {
  if (typeof Notification === "undefined") return "unsupported";
  return Notification.requestPermission();
}

/** @param tag one of the same tag takes its place @param onOpen the agent clicked on it */
export function showOnDesktop(title: string, body: string, tag: string, onOpen: () => void): void {
  if (desktopState() !== "granted") return;
  try {
    const shown = new Notification(title, { body, tag, icon: iconUrl });
    shown.onclick = () => {
      window.focus();
      shown.close();
      onOpen();
    };
  } catch {
    // Some phones have the constructor and refuse it: there a notification needs a service worker.
  }
}

const iconUrl = new URL("../icon.svg", import.meta.url).href;
