import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatEuros } from "#socle/regles/shared/format.ts";
import { type Besoin, besoinOf } from "../../regles/loyer/accessible.ts";
import { dixiemesUc, TYPES_MENAGE, type TypeMenage } from "../../regles/loyer/menage.ts";
import { colonne, compteBorne, figureOf, INCONNUE, taux } from "../cellule.ts";
import type { HypothesesLoyer } from "./hypotheses.ts";
import { METHODE_MENAGES, methodeOf } from "./methodes.ts";
import { CoutsLoyer, type OffreMenage } from "./offre.ts";
import type { GroupeLoyer } from "./ports.ts";
import { cutByMaille, cutByZone, type VueLoyers } from "./vue.ts";

/** Dwellings affordable to a household among `total`; unknown when none is known: 0 would be false. */
function bounded(sure: number, incertains: number, total: number): CelluleFigure {
  return compteBorne(sure, total - incertains, incertains);
}

const COLONNES_OFFRE: readonly ColonneFigure[] = [
  colonne("nombre", "adaptes", "Logements à la bonne taille", "Logements qui ont les pièces qu’il faut au ménage."),
  colonne(
    "nombre",
    "accessibles",
    "Accessibles",
    "Logements à la bonne taille dont loyer et charges tiennent dans le budget, sans compter l’APL.",
  ),
  colonne(
    "taux",
    "part_accessibles",
    "Part",
    "Logements accessibles parmi ceux de la bonne taille dont on sait s’ils le sont ; les autres élargissent les bornes.",
  ),
  colonne("nombre", "vacants", "Dont vacants", "Logements accessibles proposés à la location et vides au 1er janvier."),
  colonne("decimal", "liberes", "Dont libérés en un an", "Logements accessibles multipliés par la mobilité."),
];

function cellulesOffre(offre: OffreMenage, mobilite: number | null): LigneFigure["cellules"] {
  const { adaptes, inadaptes, piecesInconnues, accessibles, incertains, vacants } = offre;
  const total = adaptes + piecesInconnues;
  const rienDit = total > 0 && incertains === total;
  return {
    adaptes: compteBorne(adaptes, adaptes + inadaptes, piecesInconnues),
    accessibles: bounded(accessibles, incertains, total),
    part_accessibles: taux(accessibles, total - incertains, incertains),
    vacants: vacantsOf(vacants, rienDit),
    liberes: mobilite === null ? INCONNUE : liberesOf(offre, mobilite, rienDit),
  };
}

function vacantsOf(vacants: OffreMenage["vacants"], rienDit: boolean): CelluleFigure {
  if (vacants === null) return INCONNUE;
  const { accessibles, incertains } = vacants;
  return compteBorne(accessibles, rienDit ? 0 : 1, incertains);
}

function liberesOf({ accessibles, incertains }: OffreMenage, mobilite: number, rienDit: boolean): CelluleFigure {
  const tenth = (nombre: number) => Math.round(nombre * mobilite * 10) / 10;
  const bornes = [tenth(accessibles), tenth(accessibles + incertains)] as const;
  if (rienDit) return { ...INCONNUE, bornes };
  return { valeur: tenth(accessibles), ...(incertains > 0 ? { bornes } : {}) };
}

const COLONNES_MENAGE: readonly ColonneFigure[] = [
  colonne(
    "decimal",
    "unites",
    "Unités de consommation",
    "1 pour le premier adulte, 0,5 par autre adulte, 0,3 par enfant de moins de 14 ans.",
  ),
  colonne("euros", "budget", "Budget mensuel", "Loyer et charges qu’admet le taux d’effort, par mois."),
  colonne("texte", "pieces", "Taille", "Nombres de pièces admis pour ce ménage."),
];

function formatPieces({ pieces: [min, max] }: Besoin): string {
  return min === max ? `T${min}` : `T${min} à T${max}`;
}

function ligneMenage(
  type: TypeMenage,
  { hypotheses }: HypothesesLoyer,
  cellulesOf: (besoin: Besoin) => LigneFigure["cellules"],
): LigneFigure {
  const besoin = besoinOf(type, hypotheses);
  return {
    cle: type.code,
    libelle: type.libelle,
    cellules: {
      unites: { valeur: dixiemesUc(type) / 10 },
      budget: { valeur: Math.floor(besoin.budget / 100) },
      pieces: { valeur: formatPieces(besoin) },
      ...cellulesOf(besoin),
    },
  };
}

type Question = { readonly vue: VueLoyers; readonly hypotheses: HypothesesLoyer; readonly couts: CoutsLoyer };

/** « Quelles offres pour quels ménages »: by type of household, by zone, by rooms, then the places of the offer for one type. */
export function figuresMenage(vue: VueLoyers, hypotheses: HypothesesLoyer): readonly Figure[] {
  const question = { vue, hypotheses, couts: new CoutsLoyer(hypotheses.hypotheses.charges) };
  return [figureOffre(question), figureZones(question), figurePieces(question), figureOu(question)];
}

function figureOffre({ vue, hypotheses, couts }: Question): Figure {
  return figureOf({
    code: "offre-par-menage",
    titre: `Offre accessible par type de ménage, ${vue.quand}`,
    lecture: hypotheses.phrase,
    maille: "epci",
    lignesDe: "Type de ménage",
    colonnes: [...COLONNES_MENAGE, ...COLONNES_OFFRE],
    lignes: TYPES_MENAGE.map((type) =>
      ligneMenage(type, hypotheses, (besoin) => cellulesOffre(couts.offre(vue.choisis, besoin), hypotheses.mobilite)),
    ),
    methode: methodeOf(vue, METHODE_MENAGES),
    graphique: { genre: "barres", colonne: "accessibles" },
  });
}

function figureZones({ vue, hypotheses, couts }: Question): Figure {
  const zones = cutByZone(vue);
  return figureOf({
    code: "offre-par-menage-et-zone",
    titre: `Logements accessibles par type de ménage et par zone, ${vue.quand}`,
    maille: "epci",
    lignesDe: "Type de ménage",
    colonnes: [
      ...zones.map(
        ({ cle, libelle }): ColonneFigure => ({
          code: codeZone(cle),
          libelle,
          genre: "nombre",
          definition: `Logements accessibles au ménage, zone « ${libelle} ».`,
        }),
      ),
      colonne("nombre", "ensemble", "Ensemble", "Logements accessibles au ménage, toutes zones."),
    ],
    lignes: TYPES_MENAGE.map((type) => {
      const besoin = besoinOf(type, hypotheses.hypotheses);
      const count = (groupes: readonly GroupeLoyer[]) => {
        const { adaptes, piecesInconnues, accessibles, incertains } = couts.offre(groupes, besoin);
        return bounded(accessibles, incertains, adaptes + piecesInconnues);
      };
      const parZone = zones.map(({ cle, groupes }) => [codeZone(cle), count(groupes)]);
      return {
        cle: type.code,
        libelle: type.libelle,
        cellules: { ...Object.fromEntries(parZone), ensemble: count(vue.choisis) },
      };
    }),
    methode: methodeOf(vue, METHODE_MENAGES),
    graphique: { genre: "barres-empilees", colonnes: zones.map(({ cle }) => codeZone(cle)) },
  });
}

function codeZone(cle: string): string {
  return `zone_${cle.replaceAll("-", "_")}`;
}

const PIECES = [1, 2, 3, 4, 5, 6] as const;
const INCONNU = "inconnu";

function nameOf(pieces: number | null): string {
  if (pieces === null) return INCONNU;
  return pieces >= 6 ? "6" : String(pieces);
}

/** By size, without the household's need of rooms: what it could afford. */
function figurePieces({ vue, hypotheses, couts }: Question): Figure {
  const parTaille = new Map(
    [...PIECES.map(String), INCONNU].map((taille) => [
      taille,
      vue.choisis.filter(({ pieces }) => nameOf(pieces) === taille),
    ]),
  );
  const tailles = [...parTaille].flatMap(([taille, { length }]) =>
    taille === INCONNU && length === 0 ? [] : [taille],
  );
  return figureOf({
    code: "offre-par-menage-et-pieces",
    titre: `Logements dont le loyer tient dans le budget, par nombre de pièces, ${vue.quand}`,
    lecture: "Toutes les tailles sont comptées, même trop petites ou trop grandes pour le ménage.",
    maille: "epci",
    lignesDe: "Type de ménage",
    colonnes: [
      ...COLONNES_MENAGE.slice(1),
      ...tailles.map((taille) =>
        colonne(
          "nombre",
          `pieces_${taille}`,
          taille === INCONNU ? "Pièces inconnues" : `T${taille}${taille === "6" ? " et plus" : ""}`,
          `Logements de cette taille dont loyer et charges tiennent dans le budget du ménage.`,
        ),
      ),
    ],
    lignes: TYPES_MENAGE.map((type) =>
      ligneMenage(type, hypotheses, (besoin) => {
        const cellules = tailles.map((taille) => {
          const { oui, inconnus, total } = couts.payables(parTaille.get(taille) ?? [], besoin.budget);
          return [`pieces_${taille}`, bounded(oui, inconnus, total)];
        });
        return Object.fromEntries(cellules);
      }),
    ),
    methode: methodeOf(vue, METHODE_MENAGES),
    graphique: { genre: "barres-empilees", colonnes: tailles.map((taille) => `pieces_${taille}`) },
  });
}

function figureOu({ vue, hypotheses, couts }: Question): Figure {
  const { menage, mobilite } = hypotheses;
  const besoin = besoinOf(menage, hypotheses.hypotheses);
  const cellulesOf = (groupes: readonly GroupeLoyer[]) => cellulesOffre(couts.offre(groupes, besoin), mobilite);
  const coupes = cutByMaille(vue);
  return {
    code: "offre-du-menage-choisi",
    titre: `Où loger ce ménage : ${menage.libelle.toLowerCase()}, ${vue.quand}`,
    lecture: `Budget de ${formatEuros(Math.floor(besoin.budget / 100))} par mois, charges comprises, pour ${formatPieces(besoin)} : ${formatCompte(couts.offre(vue.choisis, besoin).accessibles, "logement accessible", "logements accessibles")} à coup sûr.`,
    maille: vue.maille,
    colonnes: COLONNES_OFFRE,
    lignes: [
      ...coupes.map(({ cle, libelle, groupes }) => ({ cle, libelle, cellules: cellulesOf(groupes) })),
      ...(vue.filtre === null ? [] : [{ cle: "selection", libelle: "Sélection", cellules: cellulesOf(vue.choisis) }]),
      { cle: "territoire", libelle: "Territoire", cellules: cellulesOf(vue.tous), total: true as const },
    ],
    methode: methodeOf(vue, METHODE_MENAGES),
    carte: vue.maille === "commune" ? { colonne: "accessibles", genre: "cercles", seuils: null } : null,
    graphique: vue.maille === "commune" ? null : { genre: "barres", colonne: "accessibles" },
  };
}
