/** How the composer's field behaves, whatever stands in it. */
import { type RefObject, useEffect, useRef } from "react";

/** The button that freed the field is gone with the focus that it had: the agent means to write now. */
export function useFocusWhenFreed(field: RefObject<HTMLTextAreaElement | null>, isBlocked: boolean): void {
  const wasBlocked = useRef(isBlocked);
  useEffect(() => {
    if (wasBlocked.current && !isBlocked && document.activeElement === document.body) field.current?.focus();
    wasBlocked.current = isBlocked;
  }, [field, isBlocked]);
}

/** The field is as high as its text, up to what its style allows. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = "auto";
    if (text !== "") element.style.height = `${element.scrollHeight}px`;
  }, [field, text]);
}
