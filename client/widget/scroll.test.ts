import { describe, expect, it } from "vitest";
import { Scroll } from "./scroll.ts";

const boxOf = (scrollHeight: number) => ({ scrollTop: 0, scrollHeight, clientHeight: 400 });

describe("a thread's scrolling", () => {
  it("follows the end while the reader is there", () => {
    const [scroll, box] = [new Scroll(), boxOf(1_000)];
    scroll.drawn(box, "a", "b");
    expect(box.scrollTop).toBe(1_000);
    box.scrollHeight = 1_200;
    scroll.drawn(box, "a", "c");
    expect([box.scrollTop, scroll.missed]).toEqual([1_200, false]);
  });

  it("leaves the reader in place while older messages come in above", () => {
    const [scroll, box] = [new Scroll(), boxOf(1_000)];
    scroll.drawn(box, "d", "e");
    box.scrollTop = 50;
    scroll.moved();
    box.scrollHeight = 1_700;
    scroll.drawn(box, "a", "e");
    expect([box.scrollTop, scroll.missed]).toEqual([750, false]);
  });

  it("says that something came in below, until the reader has been there", () => {
    const [scroll, box] = [new Scroll(), boxOf(1_000)];
    scroll.drawn(box, "a", "b");
    box.scrollTop = 100;
    scroll.moved();
    scroll.drawn(box, "a", "b");
    expect(scroll.missed).toBe(false);
    scroll.drawn(box, "a", "c");
    scroll.drawn(box, "a", "c");
    expect([scroll.missed, box.scrollTop]).toEqual([true, 100]);
    box.scrollTop = 580;
    scroll.moved();
    expect([scroll.missed, scroll.isAtEnd]).toEqual([false, true]);
  });

  it("begins at the end of each other thread", () => {
    const [scroll, box, other] = [new Scroll(), boxOf(1_000), boxOf(800)];
    scroll.drawn(box, "a", "b");
    box.scrollTop = 0;
    scroll.moved();
    scroll.drawn(other, "x", "y");
    expect([other.scrollTop, scroll.missed]).toEqual([800, false]);
  });
});
