import { beforeEach, describe, expect, it } from "vitest";
import { countInTitle } from "./title-count.ts";

const [one, other] = [{}, {}];
let page: { title: string };

beforeEach(() => {
  globalThis.edgedeskTitle = undefined;
  page = { title: "Tea & Clay" };
});

describe("the count in a page's title", () => {
  it("comes, changes and goes, and leaves the title exactly as it was", () => {
    const seen = [2, 3, 200, 0].map((unread) => {
      countInTitle(page, one, unread);
      return page.title;
    });
    expect(seen).toEqual(["(2) Tea & Clay", "(3) Tea & Clay", "(99+) Tea & Clay", "Tea & Clay"]);
  });

  it("of two widgets is their sum", () => {
    countInTitle(page, one, 1);
    countInTitle(page, other, 2);
    expect(page.title).toBe("(3) Tea & Clay");
    countInTitle(page, one, 0);
    expect(page.title).toBe("(2) Tea & Clay");
    countInTitle(page, other, 0);
    expect(page.title).toBe("Tea & Clay");
  });

  it("follows a page that changes its title, also to one that begins like ours", () => {
    countInTitle(page, one, 1);
    page.title = "(1) new order";
    countInTitle(page, one, 2);
    expect(page.title).toBe("(2) (1) new order");
    page.title = "Cart";
    countInTitle(page, one, 0);
    expect(page.title).toBe("Cart");
  });

  it("with nothing to count touches nothing", () => {
    countInTitle(page, one, 0);
    expect(page.title).toBe("Tea & Clay");
  });
});
