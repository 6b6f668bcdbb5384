import { addMonths } from "../../regles/shared/calendrier.ts";

/** RFC 9116 § 2.5.5: less than a year ahead. Six months from the first day of the month, so that the file changes once a month and not each day. */
const VALIDITE_MOIS = 6;

/** `/.well-known/security.txt` (RFC 9116). `origine`: the public address, without a path; `contact`: `mailto:` or https; `aujourdhui`: AAAA-MM-JJ. */
export function renderSecurityTxt(origine: string, contact: string, aujourdhui: string): string {
  const expire = addMonths(`${aujourdhui.slice(0, 7)}-01`, VALIDITE_MOIS);
  return [
    `Contact: ${contact}`,
    `Expires: ${expire}T00:00:00Z`,
    "Preferred-Languages: fr, en",
    `Canonical: ${origine}/.well-known/security.txt`,
    `Policy: ${origine}/securite`,
    "",
  ].join("\n");
}
