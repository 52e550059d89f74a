import { expect, it } from "vitest";
import { looksPersonal } from "./personal-hint.ts";

it("warns of what is going to be masked, and of little else", () => {
  const personal = [
    "打 138 0013 8000",
    "１３８００１３８０００",
    "+44 20 7946 0958",
    "sofia@mail.example",
    "SSN 123-45-6789",
    "4111 1111 1111 1111",
    "延平路98号",
    "阳光小区3栋2单元",
    "221 Baker Street",
    "PO Box 12",
  ];
  for (const text of personal) expect([text, looksPersonal(text)]).toEqual([text, true]);
  const plain = ["", "他有点生气", "refund 138.00", "1月15号到货", "@lena look", "ask again in 20 minutes"];
  for (const text of plain) expect([text, looksPersonal(text)]).toEqual([text, false]);
});
