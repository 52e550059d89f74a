/**
 * The texts that are sent: mixed English and Chinese, each one different, and recognisable: every text holds the markers of
 * its run, so that a copy of it at rest in the clear is found by searching the bytes.
 */

export const BODY_BYTES = 200;

const STORY =
  "您好，我想查询一下订单的物流状态 tracking says it left the warehouse 三天前已发货 but it has not arrived 请帮我看看能不能催一下快递 thanks a lot ";

/** What fills n bytes, by n: a beginning of the story, padded where the next character does not fit. */
const FILLERS = Array.from({ length: BODY_BYTES + 1 }, (_, sizeBytes) => {
  let filler = "";
  for (const char of STORY) {
    if (Buffer.byteLength(filler + char) > sizeBytes) break;
    filler += char;
  }
  return filler + "~".repeat(sizeBytes - Buffer.byteLength(filler));
});

/** What to search for: one marker in ASCII and one in Chinese, both made from the run's token. */
export function markersOf(token: string): readonly string[] {
  const digits = "零一二三四五六七八九甲乙丙丁戊己";
  const chinese = Array.from(token, (hex) => digits[Number.parseInt(hex, 16)]).join("");
  return [`bench-${token}`, chinese];
}

/**
 * The text of one message: exactly {@link BODY_BYTES} bytes of UTF-8.
 * @param markers of the run ({@link markersOf})
 * @param lane number of the conversation
 * @param index number of the message in its conversation, from 0
 */
export function bodyOf(markers: readonly string[], lane: number, index: number): string {
  const head = `${markers.join(" ")} #${lane}/${index} `;
  return head + (FILLERS[BODY_BYTES - Buffer.byteLength(head)] ?? "");
}
