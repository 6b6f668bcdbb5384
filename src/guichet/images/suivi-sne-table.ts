import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { SuiviExporte } from "../lectures/sne-echange/ports.ts";
import { modeleSne, POSITION_SNE, typologieSne } from "../regles/sne-echange/codes-sne.ts";

/**
 * Names and codes of the SNE's infocentre, so that the imports (« stock ») read this file back. Numbers are texts, to keep their first zero in a
 * spreadsheet.
 */
export const SUIVI_SNE = defineTable<SuiviExporte>({
  code: "suivi-sne",
  titre: "Suivi des demandes",
  colonnes: [
    colonne("NUMERO_UNIQUE", ({ numero }) => numero),
    colonne("DATE_CREATION", ({ creeLe }) => creeLe),
    colonne("DATE_RENOUVELLEMENT", ({ renouveleLe }) => renouveleLe),
    colonne("DATE_MODIFICATION", ({ modifieLe }) => modifieLe),
    colonne("COMMUNE_LOG_RECHERCHE", ({ commune }) => commune),
    colonne("TYPE_LOGEMENT_RECHERCHE", ({ typologie }) => typologieSne(typologie)),
    colonne("MODE_LOGEMENT_ACTUEL", ({ modeLogement }) => modeleSne(modeLogement)),
    colonne("TAILLE_MENAGE", ({ personnes }) => personnes, "entier"),
    colonne("UNITE_CONSO", ({ uniteConso }) => uniteConso, "decimal"),
    colonne("REVENU_MENSUEL_FOYER", ({ revenuMensuel }) => revenuMensuel, "decimal"),
    colonne("MOTIF_DEMANDE", ({ motif }) => motif),
    colonne("POSITION_PLAFOND", ({ positionPlafond }) => POSITION_SNE[positionPlafond] ?? null),
    colonne("SALARIE_ACTION_LOGEMENT", ({ salarie }) => (salarie === "inconnu" ? null : salarie.toUpperCase())),
    colonne("NB_PROPOSITIONS", ({ propositions }) => propositions, "entier"),
    colonne("DATE_DERNIERE_PROPOSITION", ({ derniereProposition }) => derniereProposition),
    colonne("DERNIER_REFUS_PAR", lastRefusal),
  ],
});

type ColonneSuivi = Colonne<SuiviExporte>;

function colonne(
  code: string,
  valeur: ColonneSuivi["valeur"],
  genre: "texte" | "entier" | "decimal" = "texte",
): ColonneSuivi {
  return { code, titre: code, valeur, genre };
}

function lastRefusal({ propositions, derniereReponse }: SuiviExporte): string | null {
  if (propositions === 0 || derniereReponse === "acceptee") return "AUCUN";
  return derniereReponse === null ? null : "DEMANDEUR";
}
