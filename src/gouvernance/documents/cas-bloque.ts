import { type Feuille, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
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

type Champ = {
  readonly cle: string;
  readonly titre: string;
  readonly format: "texte" | "entier";
  readonly read: (ligne: LigneCas) => Valeur;
};

/** The label of a code; not known is an empty cell. */
function dit<T extends string>(libelles: Readonly<Record<T, string>>, code: T | null): string | null {
  return code === null ? null : libelles[code];
}

/** The columns of every file, in their order. */
const CHAMPS: readonly Champ[] = [
  { cle: "reference", titre: "Référence", format: "texte", read: ({ reference }) => reference },
  { cle: "nature", titre: "Nature", format: "texte", read: ({ cas }) => dit(LIBELLE_NATURE_CAS, cas.nature) },
  { cle: "voie", titre: "Voie", format: "texte", read: ({ cas }) => dit(LIBELLE_VOIE_CAS, cas.voie) },
  { cle: "motif", titre: "Motif", format: "texte", read: ({ cas }) => dit(LIBELLE_MOTIF_CAS, cas.motif) },
  { cle: "etat", titre: "État", format: "texte", read: ({ cas }) => LIBELLE_ETAT_CAS[cas.etat] },
  { cle: "ouvert_le", titre: "Ouvert le", format: "texte", read: ({ cas }) => cas.ouvertLe },
  { cle: "jours", titre: "Jours", format: "entier", read: ({ jours }) => jours },
  { cle: "personnes", titre: "Personnes", format: "entier", read: ({ cas }) => cas.faits.personnes },
  { cle: "typologie", titre: "Typologie", format: "texte", read: ({ cas }) => cas.faits.typologie },
  { cle: "commune", titre: "Commune", format: "texte", read: ({ commune }) => commune },
  { cle: "demande_mois", titre: "Demande, mois", format: "entier", read: ({ cas }) => cas.faits.demandeMois },
  {
    cle: "quartile",
    titre: "Ressources",
    format: "texte",
    read: ({ cas }) => dit(LIBELLE_QUARTILE_CAS, cas.faits.quartile),
  },
  { cle: "besoin", titre: "Besoin", format: "texte", read: ({ cas }) => dit(LIBELLE_BESOIN_CAS, cas.faits.besoin) },
  { cle: "bailleur", titre: "Bailleur", format: "texte", read: ({ bailleur }) => bailleur },
  { cle: "charge", titre: "Organisme chargé", format: "texte", read: ({ assigne }) => assigne },
  { cle: "echeance", titre: "Échéance", format: "texte", read: ({ cas }) => cas.echeance },
  { cle: "clos_le", titre: "Clos le", format: "texte", read: ({ cas }) => cas.closLe },
  { cle: "issue", titre: "Issue", format: "texte", read: ({ cas }) => dit(LIBELLE_ISSUE_CAS, cas.issue) },
  { cle: "bail_le", titre: "Bail le", format: "texte", read: ({ cas }) => cas.bailLe },
  {
    cle: "demonstration",
    titre: "Donnée de démonstration",
    format: "texte",
    read: ({ cas }) => (cas.synthetique ? "oui" : "non"),
  },
];

/** For a spreadsheet. The checked sentence stays on the page: a file goes further than whom it was written for. */
export function renderCasCsv({ lignes }: CasListes): string {
  const rows = lignes.map((ligne) => CHAMPS.map(({ read }) => read(ligne)));
  return renderTableCsv([CHAMPS.map(({ cle }) => cle), ...rows], "tableur");
}

/** Two sheets: the cases, then what the page says of them. */
export function renderCasXlsx(liste: CasListes): Promise<Uint8Array> {
  const cas: Feuille = {
    colonnes: CHAMPS.map(({ titre, format }) => ({ titre, format })),
    lignes: liste.lignes.map((ligne) => CHAMPS.map(({ read }) => read(ligne))),
  };
  const synthese: Feuille = {
    avant: liste.phrases,
    colonnes: [...textes(["Issue des cas clos", 36]), { titre: "Cas", format: "nombre" }],
    lignes: liste.issues.map(({ issue, nombre }) => [dit(LIBELLE_ISSUE_CAS, issue) ?? "Issue non dite", nombre]),
  };
  return renderClasseur(`Cas bloqués, ${liste.nom}`, [
    ["Cas", cas],
    ["Synthèse", synthese],
  ]);
}
