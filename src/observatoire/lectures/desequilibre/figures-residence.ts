import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { LIBELLE_FONCTIONNEMENT } from "../../regles/desequilibre/fonctionnement.ts";
import { LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import { colonne, EFFECTIF_FAIBLE, figureOf, INCONNUE, SANS_OBJET } from "../cellule.ts";
import type { AnalyseDesequilibre, Ecart, EvolutionIndicateur, UniteAnalysee } from "./analyse.ts";
import { absentEvolution, classeOf, evolutionOf } from "./figures-unites.ts";
import { methodeDesequilibre } from "./methodes.ts";

const TAUX = colonne("taux", "taux", "Taux", "Part observée, et sur combien.");
const REFERENCE = colonne("taux", "reference", "Reste du territoire", "Part dans le reste du territoire.");
const AJUSTE = colonne(
  "taux",
  "ajuste",
  "Taux rapproché",
  "Part rapprochée de celle de toutes les résidences, et son intervalle à 90 %.",
);
const LECTURE = colonne("statut", "classe", "Lecture", "Classe de l’écart.");
const SENS = colonne("texte", "sens", "Sens", "Plus ou moins que le reste du territoire.");
const CONFIRME = colonne("texte", "confirme", "Test corrigé", "Si le test corrigé confirme l’écart.");

const COLONNES_ECART: readonly ColonneFigure[] = [TAUX, REFERENCE, AJUSTE, LECTURE, SENS, CONFIRME];

/** Indicators of the method, with intervals: occupants, then recent entrants. */
export function figureOccupationResidence(analyse: AnalyseDesequilibre, unite: UniteAnalysee): Figure {
  const { occupants, "emmenages-recents": entrants } = unite.populations;
  return figureOf({
    code: "residence-occupation",
    titre: "Occupation, occupants et emménagés récents",
    maille: "epci",
    lignesDe: "Indicateur",
    colonnes: [
      ...COLONNES_ECART,
      colonne("taux", "entrants", "Entrants", "Part parmi les emménagés récents, et sur combien."),
      colonne("statut", "classe_entrants", "Lecture des entrants", "Classe de l’écart des emménagés récents."),
      colonne("points", "difference", "Entrants − déjà là", "Différence et son intervalle à 95 %."),
      colonne("statut", "evolution", "Évolution", "Ce que l’intervalle permet de dire."),
    ],
    lignes: occupants.ecarts.map((ecart, rank): LigneFigure => {
      const entrant = entrants.ecarts[rank];
      const evolution = unite.evolutions[rank];
      return {
        cle: ecart.indicateur,
        libelle: LIBELLE_OCCUPATION[ecart.indicateur],
        cellules: {
          ...cellulesEcart(ecart),
          entrants: entrant ? tauxOf(entrant) : INCONNUE,
          classe_entrants: entrant ? classeOf(entrant.classe) : INCONNUE,
          difference: differenceOf(evolution, absentEvolution([ecart, entrant])),
          evolution: evolution ? evolutionOf(evolution.evolution, absentEvolution([ecart, entrant])) : INCONNUE,
        },
      };
    }),
    methode: methodeDesequilibre(analyse),
  });
}

export function figureFonctionnementResidence(analyse: AnalyseDesequilibre, unite: UniteAnalysee): Figure {
  return figureOf({
    code: "residence-fonctionnement",
    titre: "Fonctionnement locatif",
    maille: "epci",
    lignesDe: "Indicateur",
    colonnes: COLONNES_ECART,
    lignes: unite.fonctionnement.ecarts.map((ecart) => ({
      cle: ecart.indicateur,
      libelle: LIBELLE_FONCTIONNEMENT[ecart.indicateur],
      cellules: cellulesEcart(ecart),
    })),
    methode: methodeDesequilibre(analyse),
  });
}

function cellulesEcart(ecart: Ecart): LigneFigure["cellules"] {
  const { reference, ajuste, intervalle, classe, sens, taux, confirme } = ecart;
  const absent = absentOf(ecart);
  return {
    taux: tauxOf(ecart),
    reference: reference === null ? absent : { valeur: reference },
    ajuste: ajuste === null ? absent : { valeur: ajuste, ...(intervalle ? { bornes: intervalle } : {}) },
    classe: classeOf(classe),
    sens: sens === null ? (taux === null ? absent : SANS_OBJET) : { valeur: sens === "sur" ? "plus" : "moins" },
    confirme: taux === null ? absent : { valeur: confirme ? "confirmé" : "non confirmé" },
  };
}

function absentOf({ classe }: Pick<Ecart, "classe">): CelluleFigure {
  return classe === "effectif-faible" ? EFFECTIF_FAIBLE : INCONNUE;
}

function tauxOf(ecart: Ecart): CelluleFigure {
  return ecart.taux === null ? absentOf(ecart) : { valeur: ecart.taux, sur: ecart.repondants };
}

function differenceOf(evolution: EvolutionIndicateur | undefined, absent: CelluleFigure): CelluleFigure {
  if (evolution?.difference == null) return absent;
  const { difference, intervalle } = evolution;
  return { valeur: difference, ...(intervalle ? { bornes: intervalle } : {}) };
}
