import type { Coffre } from "#dossier/lectures/coffre.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatNombre } from "#socle/regles/shared/format.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { SuiviSne } from "../../lectures/sne-echange/ports.ts";
import { modeleSne, POSITION_SNE, typologieSne } from "../../regles/sne-echange/codes-sne.ts";

/** More is no list that somebody reads, and no file that leaves a desk. */
const SUIVI_MAX = 5_000;

/** Why numbers leave in clear: a closed list, which the journal keeps. */
export const FINALITES_EXPORT = {
  "saisie-sne": "Saisir ou corriger dans le système national",
  rapprochement: "Rapprocher avec le fichier du gestionnaire territorial",
  bailleur: "Reprendre dans le logiciel de notre organisme",
} as const;
export type FinaliteExport = keyof typeof FINALITES_EXPORT;

export type QuestionExport = {
  readonly epci: string;
  /** Of seniority; null: all. */
  readonly annee: number | null;
  readonly finalite: FinaliteExport;
  readonly type: "csv" | "xlsx";
};

type Valeur = string | number | null;
/** The names and codes of the SNE's infocentre: what this writes, Blaise and the others read (« stock »). */
export type TableSuivi = { readonly entete: readonly string[]; readonly lignes: readonly (readonly Valeur[])[] };

type Colonne = readonly [nom: string, read: (suivi: SuiviSne) => Valeur];

const COLONNES: readonly Colonne[] = [
  ["DATE_CREATION", ({ creeLe }) => creeLe],
  ["DATE_RENOUVELLEMENT", ({ renouveleLe }) => renouveleLe],
  ["DATE_MODIFICATION", ({ modifieLe }) => modifieLe],
  ["COMMUNE_LOG_RECHERCHE", ({ commune }) => commune],
  ["TYPE_LOGEMENT_RECHERCHE", ({ typologie }) => typologieSne(typologie)],
  ["MODE_LOGEMENT_ACTUEL", ({ modeLogement }) => modeleSne(modeLogement)],
  ["TAILLE_MENAGE", ({ personnes }) => personnes],
  ["UNITE_CONSO", ({ uniteConso }) => uniteConso],
  ["REVENU_MENSUEL_FOYER", ({ revenuMensuel }) => revenuMensuel],
  ["MOTIF_DEMANDE", ({ motif }) => motif],
  ["POSITION_PLAFOND", ({ positionPlafond }) => POSITION_SNE[positionPlafond] ?? null],
  ["SALARIE_ACTION_LOGEMENT", ({ salarie }) => (salarie === "inconnu" ? null : salarie.toUpperCase())],
  ["NB_PROPOSITIONS", ({ propositions }) => propositions],
  ["DATE_DERNIERE_PROPOSITION", ({ derniereProposition }) => derniereProposition],
  ["DERNIER_REFUS_PAR", lastRefusal],
];

function lastRefusal({ propositions, derniereReponse }: SuiviSne): string | null {
  if (propositions === 0 || derniereReponse === "acceptee") return "AUCUN";
  return derniereReponse === null ? null : "DEMANDEUR";
}

/**
 * The desk's own registered files, their numbers in clear. Files whose number was never typed here cannot be in it, and the page counts them.
 * Throws `export-trop-grand`, `export-vide`.
 */
export function exporterSuivi(base: Base, coffre: Coffre, question: QuestionExport): Promise<TableSuivi> {
  const { epci, annee, finalite, type } = question;
  return base.transaction(async (tx) => {
    const { total, sansNumero } = await tx.sneEchanges.compterSuivi({ epci, annee });
    if (total > SUIVI_MAX) {
      throw new Refus(
        "export-trop-grand",
        `${formatNombre(total)} dossiers : un fichier en contient ${formatNombre(SUIVI_MAX)} au plus. Choisissez une année.`,
        { total },
      );
    }
    if (total === sansNumero) throw new Refus("export-vide", "Aucun dossier de ce choix n’a de numéro lisible.");
    const suivis = await tx.sneEchanges.suivi({ epci, annee, limite: SUIVI_MAX });
    const lignes = suivis.flatMap((suivi) =>
      suivi.numeroChiffre === null
        ? []
        : [[coffre.ouvrir(suivi.numeroChiffre, "numero"), ...COLONNES.map(([, read]) => read(suivi))]],
    );
    const objet = `suivi-sne.${type}:${lignes.length}:${finalite}`;
    await tx.journal.ecrire({ acte: "demandes-exportees", ressource: "demande-identite", epci, objet });
    return { entete: ["NUMERO_UNIQUE", ...COLONNES.map(([nom]) => nom)], lignes };
  });
}
