/** Types as an input method does: what is composed stands underlined in the field until a candidate is taken. */
import type { CDPSession, Page } from "playwright-core";

/** What a browser reports for a key that an input method has taken. */
const TAKEN_KEY_CODE = 229;
const ENTER_KEY_CODE = 13;

export class InputMethod {
  readonly #devtools: CDPSession;

  private constructor(devtools: CDPSession) {
    this.#devtools = devtools;
  }

  static async of(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page));
  }

  /** Shows one text after the other in the field that has the focus, as its spelling grows. */
  async compose(...texts: readonly string[]): Promise<void> {
    for (const text of texts) {
      const caret = { selectionStart: text.length, selectionEnd: text.length };
      await this.#devtools.send("Input.imeSetComposition", { text, ...caret });
    }
  }

  /** Takes the candidate. */
  async commit(text: string): Promise<void> {
    await this.#devtools.send("Input.insertText", { text });
  }

  /** An Enter of which the page hears while the input method makes something else of it than a new line. */
  async pressEnter(): Promise<void> {
    await this.#press(ENTER_KEY_CODE);
  }

  /** As in Safari: the composition is over already, and only the key's code tells that the input method has taken it. */
  async pressTakenEnter(): Promise<void> {
    await this.#press(TAKEN_KEY_CODE);
  }

  async #press(windowsVirtualKeyCode: number): Promise<void> {
    const key = { key: "Enter", code: "Enter", windowsVirtualKeyCode };
    await this.#devtools.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
    await this.#devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
  }
}
