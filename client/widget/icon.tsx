/** @jsxImportSource preact */
/** Line icons on a 20 px grid, in the colour of the text around them; they never stand for a name alone. */

const PATHS = {
  chat: "M4.6 4h10.8c.9 0 1.6.7 1.6 1.6v6.8c0 .9-.7 1.6-1.6 1.6H9l-3.5 3v-3h-.9c-.9 0-1.6-.7-1.6-1.6V5.6C3 4.7 3.7 4 4.6 4z",
  down: "M5 8l5 5 5-5",
  close: "M5.5 5.5l9 9M14.5 5.5l-9 9",
  back: "M12 5l-5 5 5 5",
  send: "M10 15.5v-11M5.5 9L10 4.5 14.5 9",
  more: "M5 10h.01M10 10h.01M15 10h.01",
  person: "M12.8 7a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0zM4.5 16c.5-2.6 2.7-4 5.5-4s5 1.4 5.5 4",
  bot: "M5.6 7h8.8c.9 0 1.6.7 1.6 1.6v5.3c0 .9-.7 1.6-1.6 1.6H5.6c-.9 0-1.6-.7-1.6-1.6V8.6C4 7.7 4.7 7 5.6 7zM10 7V4M8 10.8v1M12 10.8v1",
  clock: "M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM10 6.5V10l2.5 1.5",
  check: "M4.5 10.5l3.5 3.5 7.5-8",
  checks: "M2.5 10.5L6 14l6.5-8M9.5 13.2l.8.8L17.5 6",
  alert: "M10 6v5M10 14h.01M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0z",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg class="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
