/** Models that run in the isolate, with no account and no network. Whatever is kept of an answer names the model that gave it. */

/** `{texts}` → `{found: [{kind, signs}]}`: what of a customer's messages makes their conversation an exception. */
export const EXCEPTIONS_MODEL = "@edgedesk/exceptions-1";
