import { beforeEach, describe, expect, it } from "vitest";
import { KeptLines } from "./kept-lines.ts";

class Line {
  readonly id: string;
  isOpen = false;
  isOver = false;
  constructor(id: string) {
    this.id = id;
  }
}

let made: Line[];
let timers: (() => void)[];
let lines: KeptLines<Line>;

beforeEach(() => {
  made = [];
  timers = [];
  lines = new KeptLines<Line>(
    {
      open(id) {
        const line = new Line(id);
        made.push(line);
        return line;
      },
      start: (line) => {
        line.isOpen = true;
      },
      stop: (line) => {
        line.isOpen = false;
      },
      isOver: (line) => line.isOver,
    },
    {
      maxIdle: 2,
      idleMs: 1_000,
      after(_, run) {
        timers.push(run);
        return () => {
          timers = timers.filter((each) => each !== run);
        };
      },
    },
  );
});
const open = () => made.filter(({ isOpen }) => isOpen).map(({ id }) => id);

describe("lines that are kept", () => {
  it("are the same ones again for whoever comes back", () => {
    const first = lines.get("a");
    lines.hold("a")();
    expect([lines.get("a") === first, open()]).toEqual([true, ["a"]]);
  });
  it("are not more than a few: the one left longest ago is closed, one in use never", () => {
    const release = lines.hold("a");
    for (const id of ["b", "c", "d"]) lines.warm(id);
    expect(open()).toEqual(["a", "c", "d"]);
    release();
    expect(open()).toEqual(["a", "d"]);
  });
  it("are closed when nobody has come back for long, unless somebody has", () => {
    lines.warm("a");
    lines.warm("b");
    const release = lines.hold("b");
    for (const run of [...timers]) run();
    expect(open()).toEqual(["b"]);
    release();
    for (const run of [...timers]) run();
    expect(open()).toEqual([]);
  });
  it("are made anew once they are over", () => {
    const release = lines.hold("a");
    const first = lines.get("a");
    first.isOver = true;
    expect(lines.get("a")).toBe(first);
    release();
    expect(lines.get("a")).not.toBe(first);
  });
  it("stay open for a second reader when the first one leaves", () => {
    const [one, other] = [lines.hold("a"), lines.hold("a")];
    one();
    expect(timers).toEqual([]);
    expect(open()).toEqual(["a"]);
    other();
    expect(timers.length).toBe(1);
  });
  it("are all closed at the end", () => {
    lines.hold("a");
    lines.warm("b");
    lines.closeAll();
    expect(open()).toEqual([]);
  });
});
