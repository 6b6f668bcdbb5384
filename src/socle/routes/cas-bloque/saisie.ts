import type { Base } from "../../lectures/base.ts";
import { type OptionListe, type RefusFormulaire, SANS_REFUS } from "../../pages/design/formulaire.tsx";
import type { Refus } from "../../regles/shared/refus.ts";

/** Why a form came back; `code` null: it is shown for the first time. */
export type RefusLu = { readonly code: string | null; readonly affiche: RefusFormulaire };

export const SANS_REFUS_LU: RefusLu = { code: null, affiche: SANS_REFUS };

/** Which field a refusal is about; the whole form otherwise. */
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

export function placeRefus({ code, message }: Refus): RefusLu {
  const champ = CHAMPS[code] ?? (code.startsWith("texte-") ? "complement" : undefined);
  const affiche = champ === undefined ? { message, erreurs: [] } : { message: null, erreurs: [{ champ, message }] };
  return { code, affiche };
}

/** Those of the territory, by name. */
export async function listCommunes(base: Base, epci: string): Promise<readonly OptionListe[]> {
  const communes = await base.territoires.communes(epci);
  return communes.map(({ commune, nom }) => ({ code: commune, libelle: nom }));
}
