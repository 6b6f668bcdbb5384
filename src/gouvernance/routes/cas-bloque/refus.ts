import type { Refus } from "#socle/regles/shared/refus.ts";

const CHAMPS: Readonly<Record<string, string>> = {
  "cas-a-relire": "complement",
  "cas-commune": "commune",
  "cas-bailleur": "bailleur",
  "cas-operation": "operation",
  "cas-organisme": "organisation",
  "cas-echeance": "echeance",
  "cas-date": "le",
  "cas-issue": "issue",
  "cas-bail": "bail_le",
  "cas-decision-charge": "charge",
  "cas-reunion-close": "reunion",
};

/** Field of a refusal; the whole form otherwise. */
export function champDe({ code }: Refus): string | undefined {
  return CHAMPS[code] ?? (code.startsWith("texte-") ? "complement" : undefined);
}
