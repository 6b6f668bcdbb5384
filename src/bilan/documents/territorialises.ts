import { keyLieu } from "#donnees/regles/convention/lieu.ts";
import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import type { Bloc } from "#socle/documents/document.ts";
import { type Cellule, type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { type ColonneTexte, tableauTextes } from "#socle/documents/tableau-textes.ts";
import {
  formatBornes,
  formatCompte,
  formatMesure,
  formatNombre,
  formatRealise,
  LIBELLE_VERDICT,
} from "#socle/regles/shared/format.ts";
import type { ConstatTerritorialise } from "../lectures/bilan.ts";
import { rate } from "./colonnes.ts";

type Lignes = readonly ConstatTerritorialise[];

const COLONNES: readonly ColonneTexte[] = [
  ["Lieu et période", 3],
  ["Porteur", 2],
  ["Objectif écrit", 1.8],
  ["Compté", 1.4, true],
  ["Part", 1.2, true],
  ["Situation", 2.6],
];
const NOTE =
  "Un bail dont le lieu, ou le réservataire, n’est pas connu n’est dans aucun compte : il est dans les bornes.";

/** Objectives of parts of the territory or of the year, as a table of a document. */
export function tableauxTerritorialises(lignes: Lignes): Bloc[] {
  return [...new Set(lignes.map(({ titre }) => titre))].map((titre) => {
    const own = lignes.filter((ligne) => ligne.titre === titre).map(rowOf);
    return tableauTextes(`Objectifs territorialisés. ${titre}`, COLONNES, own, { note: NOTE });
  });
}

function rowOf(ligne: ConstatTerritorialise): readonly string[] {
  return [
    `${ligne.nomLieu}, ${ligne.libelleDuree}`,
    ligne.nom,
    formatObjectif({ ...ligne.ecrit, tauxDuNombre: null }),
    formatRealise(ligne),
    formatMesure(ligne),
    situationOf(ligne),
  ];
}

function situationOf({ verdict, manque, inconnus, bornes }: ConstatTerritorialise): string {
  return [
    LIBELLE_VERDICT[verdict],
    ...(verdict === "non-atteint" ? [`il manque ${formatNombre(manque)}`] : []),
    ...(inconnus > 0
      ? [`${formatCompte(inconnus, "inconnue")}${bornes === null ? "" : `, taux ${formatBornes(bornes)}`}`]
      : []),
  ].join(", ");
}

/** One row an objective; what is unknown is an empty cell. */
export function feuilleTerritorialises(lignes: Lignes): Feuille {
  return {
    colonnes: [
      ...textes(["Objet", 20], ["Porteur", 24], ["Nom", 30], ["Lieu", 18], ["Nom du lieu", 30], ["Du", 12], ["Au", 12]),
      ...nombres("Écrit, nombre"),
      { titre: "Écrit, taux", format: "taux" as const },
      ...textes(["Acte", 40]),
      ...nombres("Attributions", "Comptées"),
      { titre: "Part", format: "taux" as const },
      { titre: "Borne basse", format: "taux" as const },
      { titre: "Borne haute", format: "taux" as const },
      ...nombres("Inconnues", "Dont sans lieu connu", "À atteindre", "Manque"),
      ...textes(["Verdict", 16]),
    ],
    lignes: lignes.map((ligne): Cellule[] => [
      ligne.objet,
      keyPorteur(ligne.porteur),
      ligne.nom,
      keyLieu(ligne.lieu),
      ligne.nomLieu,
      ligne.du,
      ligne.au,
      ligne.ecrit.nombre,
      rate(ligne.ecrit.taux),
      ligne.acte,
      ligne.assiette,
      ligne.realise,
      rate(ligne.taux),
      rate(ligne.bornes?.[0] ?? null),
      rate(ligne.bornes?.[1] ?? null),
      ligne.inconnus,
      ligne.sansLieu,
      ligne.attendu,
      ligne.verdict === "en-cours" ? null : ligne.manque,
      LIBELLE_VERDICT[ligne.verdict],
    ]),
  };
}
