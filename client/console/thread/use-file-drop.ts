/** A file that is dropped or pasted would take the place of the console, or come to nothing: says kindly that it cannot be sent. */
import { useEffect } from "react";

/** @param onFiles somebody let go of files over the page, or pasted some */
export function useFileDrop(onFiles: () => void): void {
  useEffect(() => {
    const hasFiles = (data: DataTransfer | null) => data?.types.includes("Files") === true;
    const over = (event: DragEvent) => {
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      onFiles();
    };
    const paste = (event: ClipboardEvent) => {
      // Text that a spreadsheet copies comes with a picture of itself.
      if (!hasFiles(event.clipboardData) || event.clipboardData?.types.includes("text/plain")) return;
      event.preventDefault();
      onFiles();
    };
    window.addEventListener("dragover", over);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, [onFiles]);
}
