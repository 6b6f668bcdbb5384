import { dictionary } from "@zxcvbn-ts/language-common";

/** Passwords of public leaks, most frequent first, in lower case: some 49 000, of which 308 have the accepted length. */
const DIVULGUES: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** `simple`: lower case, no accent or space. Exact match only: the caller removes what people put around a word. */
export function isDivulgue(simple: string): boolean {
  return DIVULGUES.has(simple);
}
