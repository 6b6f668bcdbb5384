import { type Feuille, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { csvOf, feuilleOf } from "#socle/documents/table.ts";
import type { Colonne } from "#socle/regles/table/table.ts";
import type { CasListes, LigneCas } from "../lectures/cas-bloque/cas.ts";
import {
  LIBELLE_BESOIN_CAS,
  LIBELLE_ETAT_CAS,
  LIBELLE_ISSUE_CAS,
  LIBELLE_MOTIF_CAS,
  LIBELLE_NATURE_CAS,
  LIBELLE_QUARTILE_CAS,
  LIBELLE_VOIE_CAS,
} from "../regles/cas-bloque/cas-bloque.ts";

/** The label of a code; not known is an empty cell. */
function dit<T extends string>(libelles: Readonly<Record<T, string>>, code: T | null): string | null {
  return code === null ? null : libelles[code];
}

/** The columns of every file, in their order. */
const CHAMPS: readonly Colonne<LigneCas>[] = [
  { code: "reference", titre: "Référence", valeur: ({ reference }) => reference },
  { code: "nature", titre: "Nature", valeur: ({ cas }) => dit(LIBELLE_NATURE_CAS, cas.nature) },
  { code: "voie", titre: "Voie", valeur: ({ cas }) => dit(LIBELLE_VOIE_CAS, cas.voie) },
  { code: "motif", titre: "Motif", valeur: ({ cas }) => dit(LIBELLE_MOTIF_CAS, cas.motif) },
  { code: "etat", titre: "État", valeur: ({ cas }) => LIBELLE_ETAT_CAS[cas.etat] },
  { code: "ouvert_le", titre: "Ouvert le", valeur: ({ cas }) => cas.ouvertLe },
  { code: "jours", titre: "Jours", genre: "entier", valeur: ({ jours }) => jours },
  { code: "personnes", titre: "Personnes", genre: "entier", valeur: ({ cas }) => cas.faits.personnes },
  { code: "typologie", titre: "Typologie", valeur: ({ cas }) => cas.faits.typologie },
  { code: "commune", titre: "Commune", valeur: ({ commune }) => commune },
  { code: "demande_mois", titre: "Demande, mois", genre: "entier", valeur: ({ cas }) => cas.faits.demandeMois },
  {
    code: "quartile",
    titre: "Ressources",
    valeur: ({ cas }) => dit(LIBELLE_QUARTILE_CAS, cas.faits.quartile),
  },
  { code: "besoin", titre: "Besoin", valeur: ({ cas }) => dit(LIBELLE_BESOIN_CAS, cas.faits.besoin) },
  { code: "bailleur", titre: "Bailleur", valeur: ({ bailleur }) => bailleur },
  { code: "charge", titre: "Organisme chargé", valeur: ({ assigne }) => assigne },
  { code: "echeance", titre: "Échéance", valeur: ({ cas }) => cas.echeance },
  { code: "clos_le", titre: "Clos le", valeur: ({ cas }) => cas.closLe },
  { code: "issue", titre: "Issue", valeur: ({ cas }) => dit(LIBELLE_ISSUE_CAS, cas.issue) },
  { code: "bail_le", titre: "Bail le", valeur: ({ cas }) => cas.bailLe },
  {
    code: "demonstration",
    titre: "Donnée de démonstration",
    valeur: ({ cas }) => (cas.synthetique ? "oui" : "non"),
  },
];

/** For a spreadsheet. The checked sentence stays on the page: a file goes further than whom it was written for. */
export function renderCasCsv({ lignes }: CasListes): string {
  return csvOf({ colonnes: CHAMPS }, lignes, "tableur");
}

/** Two sheets: the cases, then what the page says of them. */
export function renderCasXlsx(liste: CasListes): Promise<Uint8Array> {
  const synthese: Feuille = {
    avant: liste.phrases,
    colonnes: [...textes(["Issue des cas clos", 36]), { titre: "Cas", format: "nombre" }],
    lignes: liste.issues.map(({ issue, nombre }) => [dit(LIBELLE_ISSUE_CAS, issue) ?? "Issue non dite", nombre]),
  };
  return renderClasseur(`Cas bloqués, ${liste.nom}`, [
    ["Cas", feuilleOf({ colonnes: CHAMPS }, liste.lignes)],
    ["Synthèse", synthese],
  ]);
}
