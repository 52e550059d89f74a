/** @jsxImportSource preact */
/** The store's few icons, 20 px, drawn with one line. */
const PATHS = {
  person: "M10 10.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM3.5 17c.6-3.2 3.2-4.5 6.5-4.5s5.900 1.300 6.500 4.500",
  parcel: "M3 6.500 10 3l7 3.500v7L10 17l-7-3.500zM3 6.500 10 10l7-3.500M10 10v7",
  back: "M4 8h8.500a3.500 3.500 0 0 1 0 7H8M4 8l3.500-3.500M4 8l3.500 3.500",
  chat: "M4 4.500h12a1 1 0 0 1 1 1v7a1 1 0 0 1-1 1h-5l-4 3v-3H4a1 1 0 0 1-1-1v-7a1 1 0 0 1 1-1z",
  check: "M4 10.500 8 14.500l8-9",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
