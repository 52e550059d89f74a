/** Reads a calendar file that somebody chose. */
import { useEffect, useState } from "react";
import { type HolidayFile, readHolidays } from "./holidays.ts";

const MAX_FILE_BYTES = 1_048_576;

export type ReadFile = HolidayFile | { readonly problem: "tooBig" | "unreadable" };

/** @returns undefined while it is read */
export function useHolidayFile(file: File, thisYear: number): ReadFile | undefined {
  const [known, setKnown] = useState<{ readonly of: File; readonly read: ReadFile }>();
  useEffect(() => {
    let isGone = false;
    const done = (read: ReadFile) => {
      if (!isGone) setKnown({ of: file, read });
    };
    if (file.size > MAX_FILE_BYTES) done({ problem: "tooBig" });
    else
      file.text().then(
        (text) => done(readHolidays(text, thisYear)),
        () => done({ problem: "unreadable" }),
      );
    return () => {
      isGone = true;
    };
  }, [file, thisYear]);
  return known?.of === file ? known.read : undefined;
}
