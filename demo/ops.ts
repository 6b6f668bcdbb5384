import {
  INDICATEURS_OCCUPATION,
  type IndicateurOccupation,
  type PopulationOccupation,
} from "#donnees/regles/occupation/indicateur.ts";
import { drawTable } from "#socle/calculs/synthese/arrondi.ts";
import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { drawWeighted, type Random } from "#socle/calculs/synthese/mulberry32.ts";
import { encodeUtf8, type Ligne, writeCsv } from "./csv.ts";
import type { Occupation } from "./occupation.ts";
import {
  ECARTS,
  PART_FAMILLES_NOMBREUSES,
  PART_RECENTS,
  type Partage,
  QUESTIONS,
  type Question,
  TAUX_REPONSE,
} from "./ops-marges.ts";
import type { LogementDemo, ResidenceDemo } from "./parc.ts";

type Enquete = keyof typeof QUESTIONS;
type Groupe = "recents" | "installes";
type Compte = { readonly effectif: number; readonly repondants: number };
type Comptes = ReadonlyMap<IndicateurOccupation, Compte>;

/** One résidence of the survey: households that answered, those who moved in recently and the others apart. */
type Enquetee = {
  readonly residence: ResidenceDemo;
  readonly repondants: Readonly<Record<Groupe, number>>;
  readonly comptes: Readonly<Record<Groupe, Map<IndicateurOccupation, Compte>>>;
};

const COMMENTAIRE = "donnée de démonstration (synthétique)";

/**
 * ops-<year>.csv: households of each résidence counted by indicator, in the layout that the product documents. Each résidence draws its own
 * households, then the whole is brought to the territory's shares by controlled rounding: totals are exact, résidences keep their chance.
 */
export function writeOps(
  enquete: number,
  parc: readonly LogementDemo[],
  occupation: ReadonlyMap<LogementDemo, Occupation>,
  random: Random,
): Uint8Array {
  const enquetees = drawRepondants(parc, occupation, random);
  // Hypothèse: the surveys that follow are answered as the one of 2018.
  const shares: Enquete = enquete === 2016 ? 2016 : 2018;
  for (const question of QUESTIONS[shares]) ask(question, shares, enquetees, random);
  for (const enquetee of enquetees) countNombreuses(enquetee, random);
  return encodeUtf8(
    writeCsv(
      [
        "enquete",
        "siren_bailleur",
        "code_commune",
        "residence",
        "population",
        "indicateur",
        "effectif",
        "repondants",
        "commentaire",
      ],
      enquetees.flatMap(({ residence, comptes }) => {
        const lieu = {
          enquete,
          siren_bailleur: residence.bailleur.siren,
          code_commune: residence.commune.code,
          residence: residence.nom,
          commentaire: COMMENTAIRE,
        };
        return [
          ...linesOf(lieu, "occupants", addUp(comptes.recents, comptes.installes)),
          ...linesOf(lieu, "emmenages-recents", comptes.recents),
        ];
      }),
    ),
  );
}

const LIBELLE: Readonly<Record<PopulationOccupation, string>> = {
  occupants: "population totale",
  "emmenages-recents": "emménagés récents",
};

/** In the order of the list; nobody asked, nothing written. */
function linesOf(lieu: Ligne, population: PopulationOccupation, comptes: Comptes): Ligne[][] {
  return INDICATEURS_OCCUPATION.flatMap((indicateur) => {
    const compte = comptes.get(indicateur);
    return compte && compte.repondants > 0 ? [[lieu, { population: LIBELLE[population], indicateur, ...compte }]] : [];
  });
}

function addUp(a: Comptes, b: Comptes): Comptes {
  const zero = { effectif: 0, repondants: 0 };
  return new Map(
    INDICATEURS_OCCUPATION.map((indicateur) => {
      const [one, other] = [a.get(indicateur) ?? zero, b.get(indicateur) ?? zero];
      return [indicateur, { effectif: one.effectif + other.effectif, repondants: one.repondants + other.repondants }];
    }),
  );
}

/** Of the dwellings let (MODE 1), those whose household answered. */
function drawRepondants(
  parc: readonly LogementDemo[],
  occupation: ReadonlyMap<LogementDemo, Occupation>,
  random: Random,
): readonly Enquetee[] {
  const counts = new Map<ResidenceDemo, Record<Groupe, number>>();
  for (const logement of parc) {
    const count = counts.get(logement.residence) ?? { recents: 0, installes: 0 };
    counts.set(logement.residence, count);
    if (occupation.get(logement)?.mode !== "1" || random() > TAUX_REPONSE) continue;
    count[random() < PART_RECENTS ? "recents" : "installes"]++;
  }
  return [...counts]
    .filter(([, { recents, installes }]) => recents + installes > 0)
    .map(([residence, repondants]) => ({
      residence,
      repondants,
      comptes: { recents: new Map(), installes: new Map() },
    }));
}

/** The whole territory's counts of each class are shared between the recent ones and the others, then between résidences. */
function ask(question: Question, enquete: Enquete, enquetees: readonly Enquetee[], random: Random): void {
  const repondants = {
    recents: enquetees.map((enquetee) => drawCount(enquetee.repondants.recents, question.reponse, random)),
    installes: enquetees.map((enquetee) => drawCount(enquetee.repondants.installes, question.reponse, random)),
  };
  const parts = (partage: Partage) => partage.map(([, part]) => part);
  const recents = apportion(parts(question.recents), sum(repondants.recents));
  const tous = apportion(parts(question.occupants), sum(repondants.recents) + sum(repondants.installes));
  const installes = tous.map((total, rank) => total - (recents[rank] ?? 0));
  share(
    { groupe: "recents", partage: question.recents, totaux: recents },
    enquete,
    enquetees,
    repondants.recents,
    random,
  );
  share(
    { groupe: "installes", partage: question.occupants, totaux: installes },
    enquete,
    enquetees,
    repondants.installes,
    random,
  );
}

type Tirage = { readonly groupe: Groupe; readonly partage: Partage; readonly totaux: readonly number[] };

function share(
  { groupe, partage, totaux }: Tirage,
  enquete: Enquete,
  enquetees: readonly Enquetee[],
  repondants: readonly number[],
  random: Random,
): void {
  const rows = enquetees
    .map((enquetee, rank) => ({ enquetee, total: repondants[rank] ?? 0 }))
    .filter(({ total }) => total > 0);
  const seed = rows.map(({ enquetee: { residence }, total }) =>
    drawClasses(
      total,
      partage.map(([code, part]) => part * facteurOf(residence, code, groupe, enquete)),
      random,
    ),
  );
  const drawn = drawTable(
    seed,
    rows.map(({ enquetee, total }) => ({ nom: enquetee.residence.nom, total })),
    totaux.map((total, rank) => ({ nom: partage[rank]?.[0] ?? "autre", total })),
    random,
  );
  rows.forEach(({ enquetee, total }, rank) => {
    writeComptes(enquetee.comptes[groupe], partage, drawn[rank] ?? [], total);
  });
}

/** Households by class, and a trace in each so that the fitting may move any of them. */
function drawClasses(total: number, weights: readonly number[], random: Random): number[] {
  const counts = weights.map(() => 0.05);
  const choices = weights.map((weight, rank) => [rank, weight] as const);
  for (let i = 0; i < total; i++) {
    const rank = drawWeighted(random, choices);
    counts[rank] = (counts[rank] ?? 0) + 1;
  }
  return counts;
}

/** Product of the factors that apply: the residence's own, and its side's. */
function facteurOf(
  residence: ResidenceDemo,
  code: IndicateurOccupation | null,
  groupe: Groupe,
  enquete: Enquete,
): number {
  return ECARTS.filter(
    (ecart) =>
      code !== null &&
      ecart.codes.includes(code) &&
      ecart.qpv === residence.qpv &&
      (ecart.residences === null || ecart.residences.includes(residence.nom)) &&
      (ecart.population === "tous" || groupe === "recents"),
  ).reduce((product, { facteur }) => product * facteur[enquete], 1);
}

/** Under the PLAI ceilings: the three lowest classes in one. */
const SOUS_PLAI: readonly (IndicateurOccupation | null)[] = [
  "ressources-moins-20",
  "ressources-20-40",
  "ressources-40-60",
];

function writeComptes(
  comptes: Map<IndicateurOccupation, Compte>,
  partage: Partage,
  effectifs: readonly number[],
  repondants: number,
): void {
  const plai = partage.reduce(
    (count, [code], rank) => count + (SOUS_PLAI.includes(code) ? (effectifs[rank] ?? 0) : 0),
    0,
  );
  partage.forEach(([code], rank) => {
    if (code !== null) comptes.set(code, { effectif: effectifs[rank] ?? 0, repondants });
    if (code === "ressources-moins-20") comptes.set("ressources-sous-plai", { effectif: plai, repondants });
  });
}

/** Among the families with children of the same group. */
function countNombreuses({ comptes }: Enquetee, random: Random): void {
  for (const groupe of [comptes.recents, comptes.installes]) {
    const couples = groupe.get("couple-avec-enfants");
    const seuls = groupe.get("famille-monoparentale");
    if (!couples || !seuls) continue;
    const effectif = drawCount(couples.effectif + seuls.effectif, PART_FAMILLES_NOMBREUSES, random);
    groupe.set("famille-nombreuse", { effectif, repondants: couples.repondants });
  }
}

function drawCount(among: number, part: number, random: Random): number {
  let count = 0;
  for (let i = 0; i < among; i++) if (random() < part) count++;
  return count;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
