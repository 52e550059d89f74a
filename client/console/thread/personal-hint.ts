/** Whether what is written looks as though some of it were going to be masked; only the server decides. */
const LOOKS_PERSONAL =
  /[0-9０-９](?:[ ()-]{0,2}[0-9０-９]){6}|[\w.+-]@[\w-]+\.\w|\d{3}-\d{2}-\d{4}|(?:路|街|道|巷|弄|村|小区|花园)\s?\d+\s?[号弄栋幢]|\d+\s?(?:栋|幢|单元|号楼)|\d+\w? (?:[a-z'.]+ ){1,4}(?:street|st|avenue|ave|road|rd|lane|ln|blvd)\b|\bp\.? ?o\.? ?box\b/i;

export function looksPersonal(text: string): boolean {
  return LOOKS_PERSONAL.test(text);
}
