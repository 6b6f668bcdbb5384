import { dictionary } from "@zxcvbn-ts/language-common";

/** Passwords of public leaks, the most frequent first, in lower case: some 49 000, of which 308 are long enough to be taken here. */
const DIVULGUES: ReadonlySet<string> = new Set(dictionary["passwords-common"]);

/** `simple`: in lower case, without accent nor space. Only the word itself: what people put around it is for the caller to take off. */
export function isDivulgue(simple: string): boolean {
  return DIVULGUES.has(simple);
}
