/** Line icons on a 20 px grid, 1.5 px strokes in the colour of the text around them. */

const PATHS = {
  inbox:
    "M3 11l2.2-6.1c.2-.5.6-.9 1.2-.9h7.2c.6 0 1 .4 1.2.9L17 11v3.8c0 .9-.7 1.7-1.6 1.7H4.6c-.9 0-1.6-.8-1.6-1.7V11zM3 11h3.7l1 2.2h4.6l1-2.2H17",
  sliders:
    "M4 6.5h6.5M15 6.5h1M4 13.5h1M9.5 13.5H16M15 6.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0zM9.3 13.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0z",
  chat: "M4.6 4h10.8c.9 0 1.6.7 1.6 1.6v6.8c0 .9-.7 1.6-1.6 1.6H9l-3.5 3v-3h-.9c-.9 0-1.6-.7-1.6-1.6V5.6C3 4.7 3.7 4 4.6 4z",
  lock: "M5.6 9h8.8c.6 0 1.1.5 1.1 1.1v4.8c0 .6-.5 1.1-1.1 1.1H5.6c-.6 0-1.1-.5-1.1-1.1v-4.8c0-.6.5-1.1 1.1-1.1zM7 9V6.8a3 3 0 0 1 6 0V9",
  clock: "M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM10 6.5V10l2.5 1.5",
  transfer: "M4 7h11M12 4l3 3-3 3M16 13H5M8 10l-3 3 3 3",
  left: "M12 5l-5 5 5 5",
  down: "M6 8l4 4 4-4",
  arrowDown: "M10 4v12M5.5 11.5L10 16l4.5-4.5",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  checks: "M2.5 10.5L6 14l6.5-8M9.5 13.2l.8.8L17.5 6",
  x: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  more: "M4.8 10h.4M9.8 10h.4M14.8 10h.4",
  person: "M13 7a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM4 16.5c.6-2.9 3-4.5 6-4.5s5.4 1.6 6 4.5",
  people:
    "M10.8 7a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM2.8 16c.5-2.7 2.6-4.2 5.2-4.2s4.7 1.5 5.2 4.2M13.4 4.5a2.6 2.6 0 0 1 0 5M15 12.3c1.3.6 2 1.9 2.3 3.7",
  web: "M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM3.5 10h13M10 3.5c1.8 1.8 2.6 4 2.6 6.5s-.8 4.7-2.6 6.5c-1.8-1.8-2.6-4-2.6-6.5s.8-4.7 2.6-6.5z",
  bot: "M5.6 7h8.8c.9 0 1.6.7 1.6 1.6v5.3c0 .9-.7 1.6-1.6 1.6H5.6c-.9 0-1.6-.7-1.6-1.6V8.6C4 7.7 4.7 7 5.6 7zM10 7V4M8 10.8v1M12 10.8v1",
  edit: "M4 16l.7-3.2L13 4.5a1.4 1.4 0 0 1 2 0l.5.5a1.4 1.4 0 0 1 0 2L7.2 15.3 4 16zM11.5 6l2.5 2.5",
  recall: "M7 4.5L3.5 8 7 11.5M3.5 8H12a4.2 4.2 0 0 1 0 8.5H8",
  reopen: "M15.8 8.2A6.2 6.2 0 1 0 16 12M16 4.5v4h-4",
  hand: "M10 4v8M6.5 8.5L10 12l3.5-3.5M4 13.5v1.4c0 .9.7 1.6 1.6 1.6h8.8c.9 0 1.6-.7 1.6-1.6v-1.4",
  signOut: "M8 16.5H5.6c-.9 0-1.6-.7-1.6-1.6V5.1c0-.9.7-1.6 1.6-1.6H8M12.5 13.5L16 10l-3.5-3.5M16 10H8",
  warn: "M10 3.6l7 12.2c.2.4-.1.9-.5.9h-13c-.5 0-.7-.5-.5-.9l7-12.2zM10 8.5v3.6M10 14.2v.1",
  block: "M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM5.4 5.4l9.2 9.2",
  key: "M9.2 10.8a3.6 3.6 0 1 1-5.1-5.1 3.6 3.6 0 0 1 5.1 5.1zM9.2 10.8l7.3 5.7M14 14.5l1.8-2.2M6.6 8.2h.1",
  list: "M7 5.5h9M7 10h9M7 14.5h9M4 5.5h.1M4 10h.1M4 14.5h.1",
  settings:
    "M12.6 10a2.6 2.6 0 1 1-5.2 0 2.6 2.6 0 0 1 5.2 0zM8.6 3.5h2.8l.4 1.9 1.3.8 1.9-.6 1.4 2.4-1.5 1.3v1.4l1.5 1.3-1.4 2.4-1.9-.6-1.3.8-.4 1.9H8.6l-.4-1.9-1.3-.8-1.9.6-1.4-2.4 1.5-1.3V9.3L3.6 8 5 5.6l1.9.6 1.3-.8z",
  shield: "M10 3.2l5.8 2v4.3c0 3.4-2.4 6-5.8 7.3-3.4-1.3-5.8-3.9-5.8-7.3V5.2z",
  eye: "M2.8 10c1.6-3 4.1-4.6 7.2-4.6s5.6 1.6 7.2 4.6c-1.6 3-4.1 4.6-7.2 4.6S4.4 13 2.8 10zM12.3 10a2.3 2.3 0 1 1-4.6 0 2.3 2.3 0 0 1 4.6 0z",
  search: "M13.2 8.6a4.6 4.6 0 1 1-9.2 0 4.6 4.6 0 0 1 9.2 0zM12 12l4.5 4.5",
  download: "M10 4v8M6.5 8.8L10 12.3l3.5-3.5M4 15.8h12",
  trash: "M4 6h12M8 6V4.3h4V6M5.6 6l.7 9.4c.1.6.5 1.1 1.1 1.1h5.2c.6 0 1-.5 1.1-1.1L14.4 6",
  plus: "M10 4.5v11M4.5 10h11",
  offline:
    "M3 3l14 14M6.5 9.2a6 6 0 0 1 2-1.2M11.5 8a6 6 0 0 1 2.6 1.6M3.8 6.4A10 10 0 0 1 6 5M9.4 4a10 10 0 0 1 6.8 2.4M8.3 12.2a3 3 0 0 1 3.2.2M10 15.5v.1",
  sun: "M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zM10 3v1.5M10 15.5V17M3 10h1.5M15.5 10H17M5 5l1.1 1.1M13.9 13.9L15 15M15 5l-1.1 1.1M6.1 13.9L5 15",
  moon: "M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z",
  screen:
    "M4.6 4.5h10.8c.6 0 1.1.5 1.1 1.1v6.8c0 .6-.5 1.1-1.1 1.1H4.6c-.6 0-1.1-.5-1.1-1.1V5.6c0-.6.5-1.1 1.1-1.1zM7.5 16.5h5M10 13.5v3",
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration only: whatever it says must stand beside it in words or in the control's label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: 14 | 16 | 20 | 24 }) {
  return (
    <svg
      aria-hidden="true"
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === "more" ? 2.4 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The mark of Edgedesk. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg aria-hidden="true" className="icon" width={size} height={size} viewBox="0 0 32 32">
      <rect x="2" y="2" width="28" height="28" rx="8" fill="currentColor" />
      <path d="M10 10.5h12M10 16h8M10 21.5h12" stroke="var(--bg)" strokeWidth="2.6" strokeLinecap="round" />
    </svg>
  );
}
