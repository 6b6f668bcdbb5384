import {
  type CadreOperation,
  LIBELLE_CADRE_OPERATION,
  LIBELLE_GENRE_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { formatCompte, formatTauxCourt, joinFrench } from "#socle/regles/shared/format.ts";
import type { ParametresRegle } from "../../regles/regle.ts";
import { sayPoints } from "./dire-regles.ts";

/** French sentences on what is counted, and on what the text leaves open. */
export function precisionsOf(parametres: ParametresRegle, aujourdhui: string): readonly string[] {
  switch (parametres.genre) {
    case "reconstitution-part":
    case "reconstitution-plai":
    case "reconstitution-habitants":
      return [sayCadres(parametres.cadres)];
    case "neuf-hors-qpv-plai":
    case "neuf-hors-qpv-baux":
      return [
        `Opérations comptées, hors quartier prioritaire\u00A0: ${joinFrench(parametres.genres.map((genre) => LIBELLE_GENRE_OPERATION[genre].toLowerCase()))}.`,
        sayCadres(parametres.cadres),
      ];
    case "production-annuelle":
      return [
        "Les années se compensent\u00A0: la somme de la période est comparée à ce qui est attendu en tout.",
        sayCadres(parametres.cadres),
      ];
    case "part-residences-principales":
      return sayResidences(parametres, aujourdhui);
    case "taux-communes":
      return sayTranches(parametres, aujourdhui);
  }
}

function sayCadres(cadres: readonly CadreOperation[]): string {
  if (cadres.length === 0) return "Les opérations de tous les cadres comptent.";
  return `Cadres comptés\u00A0: ${joinFrench(cadres.map((cadre) => LIBELLE_CADRE_OPERATION[cadre]))}.`;
}

type PartResidences = Extract<ParametresRegle, { readonly genre: "part-residences-principales" }>;

function sayResidences({ depart, horizon, perimetre }: PartResidences, aujourdhui: string): readonly string[] {
  return [
    ...(depart ? [`Le texte part de ${formatTauxCourt(depart.taux)} en ${depart.annee}.`] : []),
    ...sayHorizon(horizon, aujourdhui),
    ...(perimetre === null
      ? []
      : [
          `Périmètre\u00A0: les communes dont l’année ${perimetre} est saisie, celles pour lesquelles le texte a été écrit.`,
        ]),
    "Une résidence principale a au moins un habitant\u00A0: là où leur nombre n’est pas saisi, la population le borne.",
  ];
}

function sayHorizon(horizon: number, aujourdhui: string): readonly string[] {
  if (horizon >= Number(aujourdhui.slice(0, 4))) return [`Horizon\u00A0: ${horizon}.`];
  return [`Horizon\u00A0: ${horizon}, passé\u00A0; aucun texte saisi n’a remplacé la règle.`];
}

type TauxCommunes = Extract<ParametresRegle, { readonly genre: "taux-communes" }>;

function sayTranches({ tranches, plafond, horizon }: TauxCommunes, aujourdhui: string): readonly string[] {
  const said = tranches.map(({ population, taux, ouContrainte, points }) => {
    const conditions = [
      ...(population.plusDe === null ? [] : [`plus de ${formatCompte(population.plusDe, "habitant")}`]),
      ...(population.moinsDe === null ? [] : [`moins de ${formatCompte(population.moinsDe, "habitant")}`]),
      ...(taux.plusDe === null ? [] : [`taux supérieur à ${formatTauxCourt(taux.plusDe)}`]),
      ...(taux.moinsDe === null ? [] : [`taux inférieur à ${formatTauxCourt(taux.moinsDe)}`]),
    ];
    return `${sayPoints(points)}\u00A0: ${conditions.join(", ")}${ouContrainte ? ", ou contrainte d’urbanisme" : ""}.`;
  });
  return [
    ...said,
    ...(plafond === null
      ? []
      : [`Écrêtement à ${formatTauxCourt(plafond)} de la construction neuve de la période (à confirmer).`]),
    ...sayHorizon(horizon, aujourdhui),
  ];
}
