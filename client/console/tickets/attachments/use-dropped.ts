/** Files that are dropped anywhere on the page, or pasted into it. */
import { useEffect, useEffectEvent, useState } from "react";

const isInDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest("[role=dialog]") !== null;

/** @param take undefined where nothing is taken. @returns whether files are held over the page */
export function useDropped(take: ((files: Iterable<File>) => void) | undefined): boolean {
  const [isOver, setOver] = useState(false);
  const isTaking = take !== undefined;
  const taken = useEffectEvent((files: FileList | undefined) => {
    if (files !== undefined && files.length > 0) take?.(files);
  });
  useEffect(() => {
    if (!isTaking) return undefined;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files") || isInDialog(event.target)) return;
      // Without this the browser would leave the page for the file.
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      if (!event.dataTransfer?.types.includes("Files") || isInDialog(event.target)) return;
      event.preventDefault();
      taken(event.dataTransfer.files);
    };
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files;
      if (files === undefined || files.length === 0 || isInDialog(event.target)) return;
      event.preventDefault();
      taken(files);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    window.addEventListener("paste", paste);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
      window.removeEventListener("paste", paste);
    };
  }, [isTaking]);
  return isOver && isTaking;
}
