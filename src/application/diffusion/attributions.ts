import { type Compte, withoutDoubles } from "#domain/attribution/compte.ts";
import { countsAsPremierQuartile, hasKnownRessources, type LectureRessourcesNulles } from "#domain/droit/quartile.ts";
import { yearPeriode } from "#domain/shared/periode.ts";
import type { CelluleSecret, Relation } from "#statistics/secret/systeme.ts";
import { cleOf, type Dimension, readTableau, TOUT } from "#statistics/secret/tableau.ts";
import type { Base } from "../base.ts";
import type { Bilan, LigneBailleur } from "../bilan/bilan.ts";
import { buildCadre } from "../bilan/cadre.ts";
import { computeBilan } from "../bilan/compute-bilan.ts";
import type { CompteGroupe } from "../bilan/ports.ts";
import { groupByCle } from "../bilan/ventile.ts";

export const FAMILLE = "attributions";
export const QUARTILES = ["q1", "q2-4", "inconnu"] as const;
export const SITUATIONS = ["qpv", "hors-qpv", "inconnue"] as const;
/** Numbers of the convention cost the most to mask: they are what the release is for. */
const POIDS_OBJECTIF = 60;

/** One year as the bilan reads it, and the counts that it is made of. */
export type AnneePublique = {
  readonly annee: number;
  readonly bilan: Bilan;
  /** « 2017-T1 », those that hold a lease. */
  readonly trimestres: readonly string[];
  /** A year is told whole or not at all. */
  readonly complete: boolean;
  readonly cellules: readonly CelluleSecret[];
  readonly relations: readonly Relation[];
};

/** The bilan of a year, with every count that a release can show of it or let be guessed. Reads what is published. */
export async function readAnnee(base: Base, epci: string, annee: number, seuil: number): Promise<AnneePublique> {
  const filtre = { epci, annee, premierMois: 1, dernierMois: 12, bailleur: null };
  const [bilan, byTrimestre, byBailleur] = await Promise.all([
    computeBilan(base, { epci, periode: yearPeriode(annee), bailleur: null }),
    base.cubes.byTrimestre(filtre),
    base.cubes.byBailleur(filtre),
  ]);
  const nulles = buildCadre(yearPeriode(annee), []).nulles.valeur;
  const quarters = groupByCle(byTrimestre);
  const trimestres = [...quarters.keys()].sort().map((code) => `${annee}-T${code}`);
  const complete = trimestres.length === 4 && bilan.enCours === null;
  const groups = new Map([...quarters].map(([code, comptes]) => [`${annee}-T${code}`, comptes] as const));
  const periodes = complete ? [String(annee), ...trimestres] : trimestres;
  const tables = [
    tableEpci(periodes, groups, { annee, complete, nulles, seuil }),
    ...(complete ? tablesOfYear(bilan, byBailleur, { annee, nulles, seuil }) : []),
  ];
  return {
    annee,
    bilan,
    trimestres,
    complete,
    cellules: tables.flatMap(({ cellules }) => cellules),
    relations: tables.flatMap(({ relations }) => relations),
  };
}

type Tables = { readonly cellules: readonly CelluleSecret[]; readonly relations: readonly Relation[] };
type Lecture = { readonly annee: number; readonly nulles: LectureRessourcesNulles; readonly seuil: number };

function tableEpci(
  periodes: readonly string[],
  groups: ReadonlyMap<string, readonly CompteGroupe[]>,
  { annee, complete, nulles, seuil }: Lecture & { readonly complete: boolean },
): Tables {
  const all = [...groups.values()].flat();
  const arbre = new Map(complete ? [[String(annee), periodes.slice(1)]] : []);
  return readTableau(
    {
      famille: FAMILLE,
      dimensions: [{ code: "periode", arbre, seuls: periodes }, ...croisement()],
      valeur: ([periode = "", quartile = TOUT, situation = TOUT]) =>
        count(groups.get(periode) ?? all, quartile, situation, nulles),
      poids: ([, quartile, situation]) => poidsOf(quartile, situation),
    },
    seuil,
  );
}

function croisement(): readonly Dimension[] {
  return [
    { code: "quartile", arbre: new Map([[TOUT, QUARTILES]]), sensible: true },
    { code: "situation", arbre: new Map([[TOUT, SITUATIONS]]) },
  ];
}

/** The whole, and what the objectives count; the sum of a side, unknown resources included, is worth less than the base of its objective. */
function poidsOf(quartile: string | undefined, situation: string | undefined): number {
  const cible = (quartile === "q1" && situation === "hors-qpv") || (quartile === "q2-4" && situation === "qpv");
  return cible || (quartile === TOUT && situation === TOUT) ? POIDS_OBJECTIF : 1;
}

/** By the very rules of the bilan: resources at 0 € are where the parameter puts them. */
function count(
  comptes: readonly Compte[],
  quartile: string,
  situation: string,
  nulles: LectureRessourcesNulles,
): number {
  return withoutDoubles(comptes)
    .filter((compte) => situation === TOUT || compte.situation === situation)
    .filter((compte) => quartile === TOUT || quartileOf(compte, nulles) === quartile)
    .reduce((sum, compte) => sum + compte.nombre, 0);
}

function quartileOf(compte: Compte, nulles: LectureRessourcesNulles): (typeof QUARTILES)[number] {
  if (!hasKnownRessources(compte, nulles)) return "inconnu";
  return countsAsPremierQuartile(compte, nulles) ? "q1" : "q2-4";
}

/** By commune; then by bailleur, which no release ever shows; then what the objectives count. */
function tablesOfYear(bilan: Bilan, byBailleur: readonly CompteGroupe[], lecture: Lecture): readonly Tables[] {
  const { annee, nulles, seuil } = lecture;
  const periode: Dimension = { code: "periode", arbre: new Map(), seuls: [String(annee)] };
  const communes = bilan.ventilations.find(({ axe }) => axe === "commune")?.lignes ?? [];
  const totals = new Map(communes.map(({ code, total }) => [code, total]));
  const sirens = groupByCle(byBailleur);
  const parCommune = readTableau(
    {
      famille: FAMILLE,
      dimensions: [periode, { code: "commune", arbre: new Map([[TOUT, [...totals.keys()]]]) }],
      valeur: ([, commune = TOUT]) => (commune === TOUT ? bilan.total : (totals.get(commune) ?? 0)),
    },
    seuil,
  );
  const parBailleur = readTableau(
    {
      famille: FAMILLE,
      dimensions: [periode, { code: "bailleur", arbre: new Map([[TOUT, [...sirens.keys()]]]) }, ...croisement()],
      valeur: ([, siren = TOUT, quartile = TOUT, situation = TOUT]) =>
        count(siren === TOUT ? byBailleur : (sirens.get(siren) ?? []), quartile, situation, nulles),
    },
    seuil,
  );
  const hidden = parBailleur.cellules.map(
    (cellule): CelluleSecret => (cellule.cle.includes("|bailleur=") ? { ...cellule, etat: "masquee" } : cellule),
  );
  const objectifs = [
    objectifsOf(bilan, byBailleur, { ...lecture, bailleur: null }),
    ...bilan.bailleurs.map((ligne) =>
      objectifsOf(ligne, sirens.get(ligne.siren) ?? [], { ...lecture, bailleur: ligne.siren }),
    ),
  ];
  return [parCommune, { cellules: hidden, relations: parBailleur.relations }, ...objectifs];
}

type Porteur = Lecture & { readonly bailleur: string | null };

/**
 * What the objectives count that the crossed table does not: households rehoused who are in other quartiles, or in none. Their numbers
 * are never shown, but a number of the objective less the one of the table gives them.
 */
function objectifsOf(
  { horsQpv, qpv }: Pick<LigneBailleur, "horsQpv" | "qpv">,
  comptes: readonly CompteGroupe[],
  { annee, nulles, seuil, bailleur }: Porteur,
): Tables {
  const cle = (coordonnees: Readonly<Record<string, string>>) => cleObjectif(annee, bailleur, coordonnees);
  const reloges = comptes.filter(({ relogement, situation }) => relogement === "oui" && situation === "hors-qpv");
  const [autres, inconnus] = ["q2-4", "inconnu"].map((quartile) => count(reloges, quartile, TOUT, nulles));
  const etat = bailleur === null ? "libre" : "masquee";
  const cellule = (objet: string, valeur: number, shown: boolean): CelluleSecret => ({
    cle: cle({ objet }),
    valeur,
    entiere: true,
    motif: valeur > 0 && valeur < seuil ? "effectif" : null,
    amplitude: valeur > 0 && valeur < seuil ? seuil : 0,
    poids: POIDS_OBJECTIF * 12 * (1 + Math.log1p(valeur)),
    etat: shown ? etat : "masquee",
  });
  const q1 = cle({ quartile: "q1", situation: "hors-qpv" });
  const q24 = cle({ quartile: "q2-4", situation: "hors-qpv" });
  const [horsRealise, horsAssiette, qpvAssiette] = ["hors-realise", "hors-assiette", "qpv-assiette"].map((objet) =>
    cle({ objet }),
  ) as [string, string, string];
  const [relogesAutres, relogesInconnus] = [cle({ objet: "reloges-q2-4" }), cle({ objet: "reloges-inconnu" })];
  return {
    cellules: [
      cellule("hors-realise", horsQpv.realise, true),
      cellule("hors-assiette", horsQpv.assiette, true),
      cellule("qpv-assiette", qpv.assiette, true),
      cellule("reloges-q2-4", autres ?? 0, false),
      cellule("reloges-inconnu", inconnus ?? 0, false),
    ],
    relations: [
      equals([horsRealise, 1], [q1, -1], [relogesAutres, -1], [relogesInconnus, -1]),
      equals([horsAssiette, 1], [q1, -1], [q24, -1], [relogesInconnus, -1]),
      equals(
        [qpvAssiette, 1],
        [cle({ quartile: "q1", situation: "qpv" }), -1],
        [cle({ quartile: "q2-4", situation: "qpv" }), -1],
      ),
      {
        termes: [
          [q24, 1],
          [relogesAutres, -1],
        ],
        min: 0,
        max: null,
      },
      {
        termes: [
          [cle({ quartile: "inconnu", situation: "hors-qpv" }), 1],
          [relogesInconnus, -1],
        ],
        min: 0,
        max: null,
      },
    ],
  };
}

function equals(...termes: Relation["termes"]): Relation {
  return { termes, min: 0, max: 0 };
}

/** `bailleur` null: the territory's. */
export function cleObjectif(
  annee: number,
  bailleur: string | null,
  coordonnees: Readonly<Record<string, string>>,
): string {
  return cleOf(FAMILLE, { periode: String(annee), bailleur: bailleur ?? TOUT, ...coordonnees });
}
