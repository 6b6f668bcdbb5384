import { keyLieu } from "#donnees/regles/convention/lieu.ts";
import { keyPorteur } from "#engagements/regles/convention/engagement.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import {
  capitalize,
  formatBornes,
  formatCompte,
  formatMesure,
  formatNombre,
  formatRealise,
  LIBELLE_VERDICT,
  manqueMesure,
} from "#socle/regles/shared/format.ts";
import { roundKnown } from "#socle/regles/shared/taux.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { ConstatTerritorialise } from "../lectures/bilan.ts";

/** Objectives of a part of the territory or of the year, in words, for the page and the document. */
export const TERRITORIALISES = defineTable<ConstatTerritorialise>({
  code: "territorialises",
  titre: "Objectifs territorialisés",
  colonnes: [
    {
      code: "lieu_periode",
      titre: "Lieu et période",
      part: 3,
      valeur: ({ nomLieu, libelleDuree }) => `${capitalize(nomLieu)}, ${libelleDuree}`,
    },
    { code: "porteur", titre: "Porteur", part: 2, valeur: ({ nom }) => nom },
    {
      code: "ecrit",
      titre: "Objectif écrit",
      part: 1.8,
      valeur: ({ ecrit }) => formatObjectif({ ...ecrit, tauxDuNombre: null }),
    },
    { code: "compte", titre: "Compté", genre: "nombre", part: 1.4, valeur: formatRealise },
    {
      code: "part",
      titre: "Part",
      definition: "Part atteinte, de 0 à 100 %.",
      genre: "taux",
      part: 1.2,
      valeur: (ligne) => {
        const manque = manqueMesure(ligne);
        return manque === null ? formatMesure(ligne) : { manque };
      },
    },
    { code: "situation", titre: "Situation", part: 2.6, valeur: saySituation },
  ],
});

function saySituation(ligne: ConstatTerritorialise): string {
  const { verdict, manque } = ligne;
  const manquent = verdict === "non-atteint" ? `il manque ${formatNombre(manque)}` : null;
  return [LIBELLE_VERDICT[verdict], manquent, sayInconnues(ligne)].filter(Boolean).join(", ");
}

/** null: nothing is unknown. */
export function sayInconnues({ inconnus, bornes }: ConstatTerritorialise): string | null {
  if (inconnus === 0) return null;
  return `${formatCompte(inconnus, "inconnue")}${bornes === null ? "" : `, taux ${formatBornes(bornes)}`}`;
}

/** The same objectives as figures, for the workbook. */
export const TERRITORIALISES_CHIFFRES = defineTable<ConstatTerritorialise>({
  code: "territorialises-chiffres",
  titre: "Objectifs territorialisés",
  colonnes: [
    {
      code: "objet",
      titre: "Objet",
      definition: "Ce que l’objectif compte.",
      largeur: 20,
      valeur: ({ objet }) => objet,
    },
    { code: "porteur", titre: "Porteur", largeur: 24, valeur: ({ porteur }) => keyPorteur(porteur) },
    { code: "nom", titre: "Nom", definition: "Nom du porteur.", largeur: 30, valeur: ({ nom }) => nom },
    { code: "lieu", titre: "Lieu", largeur: 18, valeur: ({ lieu }) => keyLieu(lieu) },
    { code: "nom_lieu", titre: "Nom du lieu", largeur: 30, valeur: ({ nomLieu }) => nomLieu },
    { code: "du", titre: "Du", largeur: 12, valeur: ({ du }) => du },
    { code: "au", titre: "Au", largeur: 12, valeur: ({ au }) => au },
    { code: "ecrit_nombre", titre: "Écrit, nombre", genre: "nombre", valeur: ({ ecrit }) => ecrit.nombre },
    { code: "ecrit_taux", titre: "Écrit, taux", genre: "taux", valeur: ({ ecrit }) => roundKnown(ecrit.taux) },
    { code: "acte", titre: "Acte", definition: "Acte qui porte l’étape.", largeur: 40, valeur: ({ acte }) => acte },
    {
      code: "assiette",
      titre: "Attributions",
      definition: "Attributions suivies d’un bail signé, comptées au dénominateur.",
      genre: "nombre",
      valeur: ({ assiette }) => assiette,
    },
    {
      code: "realise",
      titre: "Comptées",
      definition: "Attributions qui comptent pour l’objectif.",
      genre: "nombre",
      valeur: ({ realise }) => realise,
    },
    {
      code: "taux",
      titre: "Part",
      definition: "Part atteinte, de 0 à 100 %.",
      genre: "taux",
      valeur: ({ taux }) => roundKnown(taux),
    },
    {
      code: "borne_basse",
      titre: "Borne basse",
      definition: "Plus petite part possible, selon ce qu’on ignore.",
      genre: "taux",
      valeur: ({ bornes }) => roundKnown(bornes?.[0]),
    },
    {
      code: "borne_haute",
      titre: "Borne haute",
      definition: "Plus grande part possible, selon ce qu’on ignore.",
      genre: "taux",
      valeur: ({ bornes }) => roundKnown(bornes?.[1]),
    },
    {
      code: "inconnus",
      titre: "Inconnues",
      definition: "Attributions dont un fait manque pour savoir si elles comptent.",
      genre: "nombre",
      valeur: ({ inconnus }) => inconnus,
    },
    { code: "sans_lieu", titre: "Dont sans lieu connu", genre: "nombre", valeur: ({ sansLieu }) => sansLieu },
    {
      code: "attendu",
      titre: "À atteindre",
      definition: "Nombre d’attributions qu’il faut pour tenir le taux, arrondi au-dessus.",
      genre: "nombre",
      valeur: ({ attendu }) => attendu,
    },
    {
      code: "manque",
      titre: "Manque",
      definition: "Nombre d’attributions qui manquent pour atteindre l’objectif ; 0 s’il est atteint.",
      genre: "nombre",
      valeur: ({ verdict, manque }) => (verdict === "en-cours" ? null : manque),
    },
    { code: "verdict", titre: "Verdict", largeur: 16, valeur: ({ verdict }) => LIBELLE_VERDICT[verdict] },
  ],
});
