import type { PopulationOccupation } from "#donnees/regles/occupation/indicateur.ts";
import { INDICATEURS_OCCUPATION, POPULATIONS_OCCUPATION } from "#donnees/regles/occupation/indicateur.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import { colonne, EFFECTIF_FAIBLE, figureOf, INCONNUE } from "../cellule.ts";
import type { AnalyseDesequilibre, CompteOccupation, ParcUnite, Unite, UniteAnalysee } from "./analyse.ts";
import { methodeDesequilibre } from "./methodes.ts";

/** Everything that the survey counts of a résidence, beyond the method. No rate under the minimum. */
export function figureDetail(analyse: AnalyseDesequilibre, unite: UniteAnalysee): Figure {
  const minimum = analyse.methode.seuils.effectifMinimal;
  const cellule = (indicateur: CompteOccupation["indicateur"], population: PopulationOccupation): CelluleFigure => {
    const found = unite.comptes.find((one) => one.indicateur === indicateur && one.population === population);
    if (!found || found.repondants === 0) return INCONNUE;
    if (found.repondants < minimum) return EFFECTIF_FAIBLE;
    return { valeur: found.effectif / found.repondants, sur: found.repondants };
  };
  const known = INDICATEURS_OCCUPATION.filter((indicateur) =>
    unite.comptes.some((compte) => compte.indicateur === indicateur),
  );
  return figureOf({
    code: "residence-enquete",
    titre: "Tout ce que dit l’enquête OPS",
    maille: "epci",
    lignesDe: "Indicateur",
    colonnes: [
      colonne("taux", "occupants", "Occupants", "Part parmi tous les occupants qui ont répondu."),
      colonne("taux", "entrants", "Emménagés récents", "Part parmi les emménagés récents qui ont répondu."),
    ],
    lignes: known.map((indicateur): LigneFigure => {
      const [occupants, entrants] = POPULATIONS_OCCUPATION.map((population) => cellule(indicateur, population));
      return {
        cle: indicateur,
        libelle: LIBELLE_OCCUPATION[indicateur],
        cellules: { occupants: occupants ?? INCONNUE, entrants: entrants ?? INCONNUE },
      };
    }),
    methode: methodeDesequilibre(analyse),
  });
}

export function figureLieu(analyse: AnalyseDesequilibre, unite: Unite): Figure {
  const { parc, point } = unite;
  return figureOf({
    code: "residence-parc",
    titre: `Parc et loyers au 1er janvier ${analyse.millesime}`,
    maille: "residence",
    colonnes: [
      colonne("nombre", "logements", "Logements", "Logements sociaux de la résidence."),
      colonne("annee", "construction", "Construction", "Première année de construction écrite."),
      colonne("nombre", "loues", "Loués", "Logements loués (MODE 1)."),
      colonne("nombre", "vacants", "Vacants proposés", "Logements proposés et vides (MODE 2)."),
      colonne("nombre", "vacants_plus_3_mois", "dont plus de 3 mois", "Vacants proposés depuis plus de trois mois."),
      colonne("nombre", "vides", "Vides", "Logements vides pour travaux, vente ou démolition (MODE 3)."),
      colonne(
        "euros-m2",
        "loyer_m2",
        "Loyer",
        "Somme des loyers sur somme des surfaces des logements dont les deux sont connus.",
      ),
    ],
    lignes: [
      {
        cle: unite.cle,
        libelle: unite.nom,
        ...(point ? { point } : {}),
        cellules: { logements: { valeur: unite.logements }, ...cellulesParc(parc) },
      },
    ],
    methode: {
      definition: ["Comptes de RPLS sur la résidence entière, des deux côtés d’une limite de quartier prioritaire."],
      source: `RPLS, millésime ${analyse.millesime}`,
      reserves: ["Un loyer est celui du mois de janvier, hors charges."],
    },
    carte: point ? { colonne: "logements", genre: "cercles", seuils: null } : null,
  });
}

function cellulesParc(parc: ParcUnite): LigneFigure["cellules"] {
  const mode = (valeur: number): CelluleFigure => (parc.modeConnu === 0 ? INCONNUE : { valeur });
  return {
    construction: parc.construction === null ? INCONNUE : { valeur: parc.construction },
    loues: mode(parc.loues),
    vacants: mode(parc.vacants),
    vacants_plus_3_mois: mode(parc.vacantsPlus3Mois),
    vides: mode(parc.vides),
    loyer_m2:
      parc.loyersConnus === 0 || parc.surfaces === 0
        ? INCONNUE
        : { valeur: parc.loyers / parc.surfaces, sur: parc.loyersConnus },
  };
}
