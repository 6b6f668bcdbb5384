import { ERREURS_MESUREES, type RegleSurrepresentation } from "#socle/calculs/surrepresentation/erreurs-mesurees.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { ClasseEcart } from "../../regles/desequilibre/classe.ts";
import {
  DEFINITION_FONCTIONNEMENT,
  type IndicateurFonctionnement,
  LIBELLE_FONCTIONNEMENT,
} from "../../regles/desequilibre/fonctionnement.ts";
import { LIBELLE_OCCUPATION } from "../../regles/desequilibre/libelles.ts";
import { colonne, compteParmi, figureOf, INCONNUE, nombre, taux } from "../cellule.ts";
import type { AnalyseDesequilibre, Ecart, EffectifIndicateur } from "./analyse.ts";
import { methodeDesequilibre } from "./methodes.ts";

const COLONNES_COMPTES: readonly ColonneFigure[] = [
  colonne("nombre", "etablies", "Établies", "Résidences dont l’écart est établi au-dessus du territoire."),
  colonne("nombre", "surveillees", "À surveiller", "Résidences à surveiller, au-dessus du territoire."),
  colonne("nombre", "confirmees", "Confirmées", "Résidences au-dessus, que le test corrigé confirme."),
  colonne("nombre", "simples", "Règle simple", "Résidences que le seul rapport au territoire signale."),
  colonne("nombre", "faibles", "Effectif faible", "Résidences sous le minimum de réponses."),
  colonne("nombre", "inconnues", "Sans réponse", "Résidences dont rien n’est connu sur cet indicateur."),
];

/** The territory's rates by indicator, for both populations, and the number of résidences that each rule flags. */
export function figureIndicateurs(analyse: AnalyseDesequilibre): Figure {
  const { territoire, residences } = analyse;
  return figureOf({
    code: "desequilibres-par-indicateur",
    titre: `Occupation du territoire par indicateur${analyse.enquete === null ? "" : `, enquête OPS ${analyse.enquete}`}`,
    lecture: lecturePlai(territoire.occupation.occupants),
    maille: "epci",
    lignesDe: "Indicateur",
    colonnes: [
      colonne("taux", "occupants", "Occupants", "Part des ménages qui ont répondu, tous les occupants."),
      colonne("taux", "entrants", "Entrants", "Part des emménagés récents qui ont répondu."),
      colonne("points", "difference", "Entrants − déjà là", "Différence des parts et son intervalle à 95 %."),
      ...COLONNES_COMPTES,
    ],
    lignes: territoire.occupation.occupants.map((compte, rank): LigneFigure => {
      const { indicateur } = compte;
      const evolution = territoire.evolutions[rank];
      const ecarts = residences.flatMap(({ populations }) => populations.occupants.ecarts[rank] ?? []);
      return {
        cle: indicateur,
        libelle: LIBELLE_OCCUPATION[indicateur],
        cellules: {
          occupants: tauxOf(compte),
          entrants: tauxOf(territoire.occupation["emmenages-recents"][rank]),
          difference:
            evolution?.difference == null
              ? INCONNUE
              : { valeur: evolution.difference, ...(evolution.intervalle ? { bornes: evolution.intervalle } : {}) },
          ...comptesOf(ecarts),
        },
      };
    }),
    methode: methodeDesequilibre(analyse),
  });
}

export function figureFonctionnement(analyse: AnalyseDesequilibre): Figure {
  const { territoire, residences } = analyse;
  const { commerciale, technique, strategique } = territoire.vacance;
  const methode = methodeDesequilibre(analyse);
  return figureOf({
    code: "desequilibres-fonctionnement",
    titre: `Fonctionnement locatif au 1er janvier ${analyse.millesime}`,
    lecture: `Logements vides : ${formatNombre(commerciale)} proposés à la location (vacance commerciale), ${formatNombre(technique)} pour travaux ou vente (technique), ${formatNombre(strategique)} dans des résidences exclues de la lecture (stratégique).`,
    maille: "epci",
    lignesDe: "Indicateur",
    colonnes: [
      colonne("taux", "territoire", "Territoire", "Part au territoire, résidences exclues à part."),
      ...COLONNES_COMPTES,
    ],
    lignes: territoire.fonctionnement.map((compte, rank): LigneFigure => {
      const ecarts = residences.flatMap(({ fonctionnement }) => fonctionnement.ecarts[rank] ?? []);
      return {
        cle: compte.indicateur,
        libelle: LIBELLE_FONCTIONNEMENT[compte.indicateur],
        cellules: { territoire: tauxOf(compte), ...comptesOf(ecarts) },
      };
    }),
    methode: {
      ...methode,
      definition: [
        ...territoire.fonctionnement.map(({ indicateur }) => definitionOf(indicateur)),
        ...methode.definition,
      ],
    },
  });
}

function definitionOf(indicateur: IndicateurFonctionnement): string {
  return `${LIBELLE_FONCTIONNEMENT[indicateur]} : ${DEFINITION_FONCTIONNEMENT[indicateur]}`;
}

function lecturePlai(comptes: AnalyseDesequilibre["territoire"]["occupation"]["occupants"]): string | null {
  const plai = comptes.find(({ indicateur }) => indicateur === "ressources-sous-plai");
  if (!plai || plai.repondants === 0) return null;
  return `${formatTauxCourt(plai.effectif / plai.repondants)} des ménages qui ont répondu ont des ressources sous le plafond PLAI.`;
}

function tauxOf(compte: EffectifIndicateur<unknown> | undefined): CelluleFigure {
  if (!compte || compte.repondants === 0) return INCONNUE;
  return taux(compte.effectif, compte.repondants);
}

function comptesOf(ecarts: readonly Ecart[]): LigneFigure["cellules"] {
  const inconnues = ecarts.filter(({ classe }) => classe === "inconnu").length;
  // Without any known résidence the count is unknown rather than 0.
  const count = (keeps: (ecart: Ecart) => boolean): CelluleFigure =>
    compteParmi(ecarts.filter(keeps).length, ecarts.length - inconnues, inconnues);
  const above = (classe: ClasseEcart) => count((ecart) => ecart.classe === classe && ecart.sens === "sur");
  return {
    etablies: above("ecart-etabli"),
    surveillees: above("a-surveiller"),
    confirmees: count(({ confirme, taux: own, reference }) => confirme && (own ?? 0) > (reference ?? 1)),
    simples: count(({ rapportDepasse }) => rapportDepasse === true),
    faibles: count(({ classe }) => classe === "effectif-faible"),
    inconnues: nombre(inconnues),
  };
}

export function figureErreurs(): Figure {
  return figureOf({
    code: "desequilibres-taux-erreur",
    titre: "Ce que vaut chaque règle",
    lecture:
      "Mesuré sur 4 000 territoires simulés de 150 résidences de 8 à 60 logements, à 31 % ; puis avec quinze résidences vraiment à 50 %.",
    maille: "epci",
    lignesDe: "Règle",
    colonnes: [
      colonne(
        "taux",
        "fausses_alertes",
        "Fausses alertes",
        "Résidences toutes semblables que la règle signale quand même.",
      ),
      colonne("taux", "puissance", "Puissance", "Résidences vraiment à part que la règle retrouve."),
      colonne(
        "taux",
        "fausses_decouvertes",
        "Fausses découvertes",
        "Parmi ce que la règle signale, part de résidences semblables aux autres.",
      ),
    ],
    lignes: ERREURS_MESUREES.map((regle) => ({
      cle: `${regle.genre}-${regle.seuil}`,
      libelle: libelleRegle(regle),
      cellules: {
        fausses_alertes: { valeur: regle.semblablesSignalees },
        puissance: { valeur: regle.puissance },
        fausses_decouvertes: { valeur: regle.faussesDecouvertes },
      },
    })),
    methode: {
      definition: [
        "Chaque règle est appliquée à des territoires simulés dont la vérité est connue ; la graine est publiée.",
      ],
      source: "Simulation livrée avec Blaise (docs/preuves/surrepresentation.json)",
      reserves: [
        "La puissance est modeste pour les petites résidences.",
        "Ces taux valent pour ces tailles et ces écarts ; un territoire plus contrasté en donne d’autres.",
      ],
    },
  });
}

function libelleRegle({ genre, seuil }: RegleSurrepresentation): string {
  switch (genre) {
    case "ratio":
      return `Règle simple : plus de ${formatNombre(seuil)} fois le territoire`;
    case "q":
      return `Test corrigé : ${formatTauxCourt(seuil)} de fausses alertes au plus`;
    case "probabilite":
      return `Probabilité de plus de ${formatTauxCourt(seuil)}`;
  }
}
