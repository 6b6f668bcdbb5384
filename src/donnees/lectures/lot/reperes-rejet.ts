import { cellsOf } from "../../actes/lot/export-rejets.ts";
import type { Lot, Rejet } from "./ports.ts";

/** What tells one line from another, as received; by our names of the columns. Never a name, nor a numéro unique. */
const COLONNES = {
  commune: ["DEPCOM", "LIBCOM", "COMMUNE_LOGEMENT_ATTRIB", "COMMUNE_LOG_RECHERCHE", "code_commune"],
  adresse: ["NUMVOIE", "INDREP", "TYPVOIE", "NOMVOIE", "ADRESSE_LOGEMENT_ATTRIB", "residence"],
  date: ["DATE_SIGNATURE_BAIL"],
  bailleur: ["RS", "SIRET", "SIREN_RADIATION", "siren_bailleur"],
  logement: ["IDENT_REP", "TYPE_LOGEMENT_ATTRIB"],
} as const;
export type Repere = keyof typeof COLONNES;
export type Reperes = Readonly<Record<Repere, string>>;

/** Empty when the line is not cut as the header is: nothing says which cell is which. */
export function reperesOf(lot: Lot, rejet: Pick<Rejet, "brut">): Reperes {
  const cells = cellsOf(lot, rejet);
  const whole = cells.length === lot.colonnes.length;
  const say = (repere: Repere) => {
    const noms: readonly string[] = COLONNES[repere];
    const own = lot.colonnes.map(({ colonne }, i) => (colonne !== null && noms.includes(colonne) ? cells[i] : ""));
    return whole ? own.filter(Boolean).join(" ").slice(0, 200) : "";
  };
  return {
    commune: say("commune"),
    adresse: say("adresse"),
    date: say("date"),
    bailleur: say("bailleur"),
    logement: say("logement"),
  };
}
