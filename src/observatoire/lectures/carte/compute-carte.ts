import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, ColonneFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { classeOf } from "#socle/regles/observatoire/classe-valeur.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { CLASSES_ECART, type ClasseEcart, LIBELLE_CLASSE } from "../../regles/desequilibre/classe.ts";
import { colonne, figureOf, INCONNUE, nombre, withoutSur } from "../cellule.ts";
import { classeOf as celluleClasse } from "../desequilibre/figures-unites.ts";
import { nameAbsentsRpls } from "../parc/champs.ts";
import {
  LOYER_M2,
  loyerM2,
  MOBILITE,
  mobilite,
  VACANCE,
  VACANCE_3_MOIS,
  vacance,
  vacancePlus3Mois,
} from "../parc/indicateurs.ts";
import { mergeCotes, type Residence } from "../parc/merge-cotes.ts";
import { jourMillesime } from "../parc/methodes.ts";
import { type CarteDetaillee, INDICATEURS_CARTE, type IndicateurCarte, type QuestionCarte } from "./carte.ts";

const LOGEMENTS = colonne("nombre", "logements", "Logements", "Logements sociaux de la résidence.");
const CONSTRUCTION = colonne("annee", "construction", "Construction", "Première année de construction écrite.");

type Indicateur = {
  readonly colonne: ColonneFigure;
  /** Constant, whatever the filter, so that two views compare. Reading marks without legal value; for rents, the bands of the diagnosis. */
  readonly seuils: readonly number[];
  readonly read: (residence: Residence) => CelluleFigure;
};

/** Class of each résidence in the reading of imbalances; empty: not read. */
type Lectures = ReadonlyMap<string, ClasseEcart>;

const DESEQUILIBRE = colonne(
  "statut",
  "desequilibre",
  "Déséquilibre des occupants",
  "Classe de la résidence sur les ressources, les familles et l’âge de ses occupants, selon la méthode en vigueur : la plus forte de ses sur-représentations.",
);

function indicateurOf(code: IndicateurCarte, lectures: Lectures): Indicateur {
  if (code !== "desequilibre") return INDICATEURS[code];
  return { colonne: DESEQUILIBRE, seuils: [], read: ({ cle }) => celluleClasse(lectures.get(cle) ?? "inconnu") };
}

const MOTS = CLASSES_ECART.slice(0, 3).map((classe) => LIBELLE_CLASSE[classe]);

const INDICATEURS: Readonly<Record<Exclude<IndicateurCarte, "desequilibre">, Indicateur>> = {
  logements: { colonne: LOGEMENTS, seuils: [10, 25, 50, 100], read: ({ logements }) => nombre(logements) },
  vacance: { colonne: VACANCE, seuils: [0.03, 0.06, 0.1, 0.2], read: (residence) => withoutSur(vacance(residence)) },
  "vacance-3-mois": {
    colonne: VACANCE_3_MOIS,
    seuils: [0.03, 0.06, 0.1, 0.2],
    read: (residence) => withoutSur(vacancePlus3Mois(residence)),
  },
  mobilite: { colonne: MOBILITE, seuils: [0.05, 0.1, 0.15, 0.2], read: (residence) => withoutSur(mobilite(residence)) },
  "loyer-m2": { colonne: LOYER_M2, seuils: [3, 4, 5, 6, 7, 8], read: (residence) => withoutSur(loyerM2(residence)) },
  construction: {
    colonne: CONSTRUCTION,
    seuils: [1950, 1975, 1990, 2005],
    read: ({ construction }) => (construction === null ? INCONNUE : { valeur: construction }),
  },
};

type BaseCarte = Pick<Base, "parc" | "lots" | "territoires">;

/**
 * Résidences of the requested vintage, else of the last, with the stock's indicators. Filters keep the whole territory's classes. null when no
 * vintage is published.
 */
export async function computeCarte(
  base: BaseCarte,
  question: QuestionCarte,
  lectures: Lectures = new Map(),
): Promise<CarteDetaillee | null> {
  const { epci } = question;
  const millesimes = await base.parc.millesimes(epci);
  const millesime = millesimes.find((one) => one === question.millesime) ?? millesimes.at(-1);
  if (millesime === undefined) return null;
  const [rows, communes, publications] = await Promise.all([
    base.parc.residences(epci, millesime),
    base.territoires.perimetre(epci),
    base.lots.publications(epci),
  ]);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const residences = mergeCotes(rows).toSorted((a, b) => b.logements - a.logements || a.cle.localeCompare(b.cle));
  const lot = publications.find((row) => row.source === "rpls" && row.periode === millesime)?.lot;
  const indicateur = indicateurOf(question.indicateur, lectures);
  const kept = residences.filter((residence) => answers(residence, question, indicateur));
  const [figure] = await nameAbsentsRpls(base, { epci, millesime }, [
    figureCarte(kept, {
      noms,
      indicateur,
      jour: jourMillesime(millesime),
      source: `RPLS au ${jourMillesime(millesime)}${lot === undefined ? "" : ` (lot ${lot})`}`,
    }),
  ]);
  if (!figure) return null;
  return {
    question: { ...question, millesime },
    millesimes,
    indicateurs: INDICATEURS_CARTE.map((code) => ({ code, libelle: indicateurOf(code, lectures).colonne.libelle })),
    colonne: indicateur.colonne,
    seuils: indicateur.seuils,
    mots: question.indicateur === "desequilibre" ? MOTS : null,
    bailleurs: choices(residences.map(({ bailleur, bailleurNom }) => [bailleur, bailleurNom])),
    communes: choices(residences.map(({ commune }) => [commune, noms.get(commune) ?? commune])),
    total: residences.length,
    sansPoint: kept.filter(({ point }) => point === null).length,
    figure,
  };
}

function answers(
  residence: Residence,
  { bailleur, commune, classe }: QuestionCarte,
  { read, seuils }: Indicateur,
): boolean {
  if (bailleur !== null && residence.bailleur !== bailleur) return false;
  if (commune !== null && residence.commune !== commune) return false;
  if (classe === null) return true;
  const { valeur } = read(residence);
  if (valeur === null) return false;
  return classe === (typeof valeur === "number" ? classeOf(valeur, seuils) : MOTS.indexOf(valeur));
}

function choices(pairs: readonly (readonly [code: string | null, nom: string | null])[]): CarteDetaillee["communes"] {
  const known = new Map(pairs.flatMap(([code, nom]) => (code === null ? [] : [[code, nom ?? code] as const])));
  return [...known]
    .map(([code, nom]) => ({ code, nom }))
    .sort((a, b) => a.nom.localeCompare(b.nom, "fr") || a.code.localeCompare(b.code));
}

type Cadre = {
  readonly noms: ReadonlyMap<string, string>;
  readonly indicateur: Indicateur;
  readonly jour: string;
  readonly source: string;
};

function figureCarte(residences: readonly Residence[], { noms, indicateur, jour, source }: Cadre): Figure {
  const { colonne: dessinee, seuils } = indicateur;
  const all = colonnesOf(indicateur);
  const logements = residences.reduce((sum, residence) => sum + residence.logements, 0);
  return figureOf({
    code: "residences",
    titre: `Résidences au ${jour} : ${dessinee.libelle.toLowerCase()}`,
    lecture: `${formatCompte(residences.length, "résidence")}, ${formatCompte(logements, "logement")}, de la plus grande à la plus petite.`,
    maille: "residence",
    colonnes: [
      colonne("texte", "bailleur", "Bailleur", "Bailleur de la résidence."),
      colonne("texte", "commune", "Commune", "Commune de la résidence."),
      ...all.map((one) => one.colonne),
    ],
    lignes: residences.map((residence) => ligneOf(residence, noms, all)),
    methode: {
      definition: [
        "Une résidence est un programme d’un bailleur dans une commune, tel que le fichier le nomme. Son point est la moyenne de ceux de ses logements.",
        dessinee.definition,
        "Les classes de la carte sont les mêmes quels que soient les filtres : des repères de lecture, sans valeur réglementaire.",
      ],
      source,
      reserves: [
        "Une résidence sans logement situé n’a pas de point : elle est dans le tableau, pas sur la carte.",
        "Un taux sur une petite résidence bouge beaucoup pour un seul logement.",
      ],
    },
    carte: {
      colonne: dessinee.code,
      genre: dessinee === LOGEMENTS ? "cercles" : "aplats",
      seuils: dessinee === LOGEMENTS || seuils.length === 0 ? null : seuils,
    },
  });
}

/** The stock's indicators, after the one of another reading. */
function colonnesOf(indicateur: Indicateur): readonly Indicateur[] {
  const parc = Object.values(INDICATEURS);
  return parc.includes(indicateur) ? parc : [indicateur, ...parc];
}

function ligneOf(
  residence: Residence,
  noms: ReadonlyMap<string, string>,
  indicateurs: readonly Indicateur[],
): LigneFigure {
  const { cle, nom, point, bailleurNom, commune } = residence;
  return {
    cle,
    libelle: nom,
    chemin: `observatoire/residences/${encodeURIComponent(cle)}`,
    ...(point ? { point } : {}),
    cellules: {
      bailleur: bailleurNom === null ? INCONNUE : { valeur: bailleurNom },
      commune: { valeur: noms.get(commune) ?? commune },
      ...Object.fromEntries(indicateurs.map(({ colonne: { code }, read }) => [code, read(residence)])),
    },
  };
}
