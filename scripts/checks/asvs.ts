/** Reads docs/security/asvs.md, and knows which points OWASP ASVS 5.0.0 has at levels 1 and 2. */

/** How many points of level 1, and after them of level 2, each section has; what comes behind these is level 3. */
const SECTIONS: Readonly<Record<string, readonly [level1: number, level2: number]>> = {
  "1.1": [0, 2],
  "1.2": [5, 4],
  "1.3": [2, 9],
  "1.4": [0, 3],
  "1.5": [1, 1],
  "2.1": [1, 2],
  "2.2": [2, 1],
  "2.3": [1, 3],
  "2.4": [0, 1],
  "3.2": [2, 0],
  "3.3": [1, 3],
  "3.4": [2, 4],
  "3.5": [3, 2],
  "3.7": [0, 2],
  "4.1": [1, 2],
  "4.2": [0, 1],
  "4.3": [0, 2],
  "4.4": [1, 3],
  "5.1": [0, 1],
  "5.2": [2, 1],
  "5.3": [2, 0],
  "5.4": [0, 3],
  "6.1": [1, 2],
  "6.2": [8, 4],
  "6.3": [2, 2],
  "6.4": [2, 2],
  "6.5": [0, 5],
  "6.6": [0, 3],
  "6.8": [0, 4],
  "7.1": [0, 3],
  "7.2": [4, 0],
  "7.3": [0, 2],
  "7.4": [2, 3],
  "7.5": [0, 2],
  "7.6": [0, 2],
  "8.1": [1, 1],
  "8.2": [2, 1],
  "8.3": [1, 0],
  "8.4": [0, 1],
  "9.1": [3, 0],
  "9.2": [1, 3],
  "10.1": [0, 2],
  "10.2": [0, 2],
  "10.3": [0, 4],
  "10.4": [5, 6],
  "10.5": [0, 5],
  "10.6": [0, 2],
  "10.7": [0, 3],
  "11.1": [0, 2],
  "11.2": [0, 3],
  "11.3": [2, 1],
  "11.4": [1, 3],
  "11.5": [0, 1],
  "11.6": [0, 1],
  "12.1": [1, 2],
  "12.2": [2, 0],
  "12.3": [0, 4],
  "13.1": [0, 1],
  "13.2": [0, 5],
  "13.3": [0, 2],
  "13.4": [1, 4],
  "14.1": [0, 2],
  "14.2": [1, 3],
  "14.3": [1, 2],
  "15.1": [1, 2],
  "15.2": [1, 2],
  "15.3": [1, 6],
  "16.1": [0, 1],
  "16.2": [0, 5],
  "16.3": [0, 4],
  "16.4": [0, 3],
  "16.5": [0, 3],
  "17.1": [0, 1],
  "17.2": [0, 4],
  "17.3": [0, 2],
};

/** Every point of levels 1 and 2, as `1.2.3 L1`, in the standard's order. */
export const ASVS_POINTS: readonly string[] = Object.entries(SECTIONS).flatMap(([section, [level1, level2]]) =>
  Array.from({ length: level1 + level2 }, (_, at) => `${section}.${at + 1} L${at < level1 ? 1 : 2}`),
);

export const ASVS_STATES = ["met", "not met", "operator", "n/a"] as const;

export interface AsvsRow {
  /** As in {@link ASVS_POINTS}. */
  readonly point: string;
  readonly state: string;
  readonly where: string;
}

/** The rows of its tables. */
export function asvsRows(text: string): AsvsRow[] {
  return [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| (\d) \| [^|]+ \| ([^|]+) \| (.*) \|$/gm)].map(
    ([, id, level, state = "", where = ""]) => ({ point: `${id} L${level}`, state, where }),
  );
}

/** How many points are in each state, as the page says it in one line. */
export function asvsCounts(rows: readonly AsvsRow[]): string {
  return ASVS_STATES.map((state) => `${rows.filter((row) => row.state === state).length} ${state}`).join(", ");
}

const NAMED_PATH =
  /`((?:client|protocol|worker|durable-objects|domain|scripts|test|bench|docs|migrations|\.github)\/[\w./-]+|[\w-]+\.(?:toml|json))`/g;

/** Paths of this repository that a text names in backticks or links to. */
export function pathsIn(text: string): string[] {
  const named = [...text.matchAll(NAMED_PATH)].map(([, path = ""]) => path);
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = ""]) => path);
  return [...new Set([...named, ...linked])];
}
