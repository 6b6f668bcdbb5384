import {
  LIBELLE_CADRE_OPERATION,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
  LIBELLE_PHASE_OPERATION,
  PHASES_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { type ProfilCsv, renderTableCsv } from "#socle/documents/table-csv.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import type { LigneRegistre, Registre } from "../lectures/registre.ts";

type Champ = {
  readonly cle: string;
  readonly titre: string;
  readonly format: "texte" | "nombre" | "decimal" | "entier";
  readonly read: (ligne: LigneRegistre) => Valeur;
};

const BOUTS = {
  debutPrevu: ["debut_prevu", "début prévu"],
  finPrevue: ["fin_prevue", "fin prévue"],
  debutReel: ["debut_reel", "début réel"],
  finReelle: ["fin_reelle", "fin réelle"],
} as const;

const SITUATION = { qpv: "oui", "hors-qpv": "non", inconnue: null } as const;

/** The columns of every file, in their order; what is unknown is an empty cell. */
const CHAMPS: readonly Champ[] = [
  { cle: "id", titre: "Numéro", format: "entier", read: ({ operation }) => operation.id },
  { cle: "nom", titre: "Opération", format: "texte", read: ({ operation }) => operation.nom },
  { cle: "genre", titre: "Genre", format: "texte", read: ({ operation }) => LIBELLE_GENRE_OPERATION[operation.genre] },
  { cle: "cadre", titre: "Cadre", format: "texte", read: ({ operation }) => LIBELLE_CADRE_OPERATION[operation.cadre] },
  { cle: "etat", titre: "État", format: "texte", read: ({ operation }) => LIBELLE_ETAT_OPERATION[operation.etat] },
  { cle: "bailleur", titre: "Bailleur", format: "texte", read: ({ operation }) => operation.bailleur?.nom ?? null },
  { cle: "siren", titre: "SIREN", format: "texte", read: ({ operation }) => operation.bailleur?.siren ?? null },
  { cle: "commune", titre: "Code commune", format: "texte", read: ({ operation }) => operation.commune },
  { cle: "commune_nom", titre: "Commune", format: "texte", read: ({ commune }) => commune },
  { cle: "secteur", titre: "Secteur", format: "texte", read: ({ operation }) => operation.secteur },
  { cle: "qpv", titre: "En QPV", format: "texte", read: ({ operation }) => SITUATION[operation.situation] },
  { cle: "logements", titre: "Logements", format: "nombre", read: ({ operation }) => operation.logements },
  { cle: "collectifs", titre: "Collectifs", format: "nombre", read: ({ operation }) => operation.collectifs },
  { cle: "individuels", titre: "Individuels", format: "nombre", read: ({ operation }) => operation.individuels },
  ...(["plai", "plus", "pls", "autre"] as const).map(
    (cle): Champ => ({
      cle,
      titre: cle === "autre" ? "Autre" : cle.toUpperCase(),
      format: "nombre",
      read: ({ operation }) => operation.financements[cle],
    }),
  ),
  ...TYPOLOGIES.map(
    (type): Champ => ({
      cle: type.toLowerCase().replace("+", "_plus"),
      titre: type,
      format: "nombre",
      // All absent is not known; one absent among others is none.
      read: ({ operation: { typologies } }) => (Object.keys(typologies).length === 0 ? null : (typologies[type] ?? 0)),
    }),
  ),
  { cle: "loyer_m2", titre: "Loyer au m²", format: "decimal", read: ({ operation }) => operation.loyerM2 },
  { cle: "occupes", titre: "Occupés", format: "nombre", read: ({ operation }) => operation.aReloger?.occupes ?? null },
  {
    cle: "occupes_au",
    titre: "Occupés au",
    format: "texte",
    read: ({ operation }) => operation.aReloger?.occupesAu ?? null,
  },
  {
    cle: "relogement_depuis",
    titre: "Relogement depuis",
    format: "entier",
    read: ({ operation }) => operation.aReloger?.depuis ?? null,
  },
  ...PHASES_OPERATION.flatMap((phase) =>
    (["debutPrevu", "finPrevue", "debutReel", "finReelle"] as const).map(
      (bout): Champ => ({
        cle: `${phase}_${BOUTS[bout][0]}`.replaceAll("-", "_"),
        format: "texte",
        titre: `${LIBELLE_PHASE_OPERATION[phase]}, ${BOUTS[bout][1]}`,
        read: ({ operation }) => operation.etapes.find((etape) => etape.phase === phase)?.[bout] ?? null,
      }),
    ),
  ),
  { cle: "retard_jours", titre: "Retard en jours", format: "nombre", read: ({ retard }) => retard?.jours ?? null },
  { cle: "publiee_le", titre: "Publique depuis", format: "texte", read: ({ operation }) => operation.publieLe },
  {
    cle: "demonstration",
    titre: "Donnée de démonstration",
    format: "texte",
    read: ({ operation }) => (operation.synthetique ? "oui" : "non"),
  },
];

export function renderRegistreCsv({ lignes }: Registre, profil: ProfilCsv): string {
  const rows = lignes.map((ligne) => CHAMPS.map(({ read }) => read(ligne)));
  return renderTableCsv([CHAMPS.map(({ cle }) => cle), ...rows], profil);
}

/** Two sheets: the operations, then the totals by kind that the page shows. */
export function renderRegistreXlsx(registre: Registre): Promise<Uint8Array> {
  const operations: Feuille = {
    colonnes: CHAMPS.map(({ titre, format }) => ({ titre, format })),
    lignes: registre.lignes.map((ligne) => CHAMPS.map(({ read }) => read(ligne))),
  };
  const totaux: Feuille = {
    colonnes: [
      ...textes(["Genre", 32]),
      ...nombres("Opérations", "Logements", "PLAI", "PLUS", "PLS", "Autre", "Sans financement dit"),
      ...nombres("Nombre inconnu", "Hors programme"),
    ],
    lignes: registre.totaux.map(({ genre, operations: nombre, logements, financements, ...reste }) => [
      LIBELLE_GENRE_OPERATION[genre],
      nombre,
      logements,
      financements.plai,
      financements.plus,
      financements.pls,
      financements.autre,
      reste.sansFinancement,
      reste.inconnues,
      reste.horsProgramme,
    ]),
  };
  return renderClasseur(`Registre des opérations, ${registre.nom}`, [
    ["Opérations", operations],
    ["Totaux par genre", totaux],
  ]);
}
