import { expect, it } from "vitest";
import { ApiError } from "#client/lib/api.ts";
import { MAX_ATTACHMENT_BYTES } from "#protocol/attachment-constants";
import { ACCEPTED, mayHelpToRetry, reasonOf, whyNotSent } from "./reasons.ts";

it("what cannot be taken is not sent", () => {
  expect(whyNotSent({ name: "a.png", size: 0 })).toBe("file_empty");
  expect(whyNotSent({ name: "a.PNG", size: MAX_ATTACHMENT_BYTES })).toBe(undefined);
  expect(whyNotSent({ name: "a.png", size: MAX_ATTACHMENT_BYTES + 1 })).toBe("file_too_large");
  for (const name of ["a.exe", "a.svg", "png", ".png", "a.png.html", "a."]) {
    expect([name, whyNotSent({ name, size: 1 })]).toEqual([name, "type_not_taken"]);
  }
  expect(ACCEPTED.split(",")).toContain(".docx");
});

it("a refusal is said by its reason, and anything else is a loss that may be tried again", () => {
  expect(reasonOf(new ApiError("bad_frame", 400, "", "", "extension_wrong"))).toBe("extension_wrong");
  expect(reasonOf(new ApiError("too_large", 413, "", "", "file_too_large"))).toBe("file_too_large");
  expect(reasonOf(new ApiError("forbidden", 403))).toBe("no_permission");
  expect(reasonOf(new ApiError("not_found", 404))).toBe("not_found");
  for (const error of [new ApiError("unavailable", 0), new ApiError("rate_limited", 429, "", "", "too_fast"), 1]) {
    expect(reasonOf(error)).toBe("lost");
  }
  expect([mayHelpToRetry("lost"), mayHelpToRetry("too_many"), mayHelpToRetry("type_not_taken")]).toEqual([
    true,
    true,
    false,
  ]);
});
