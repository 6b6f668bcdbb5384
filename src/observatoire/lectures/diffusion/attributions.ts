import type { Bilan, LigneBailleur } from "#bilan/lectures/bilan.ts";
import { nullesOf } from "#bilan/lectures/cadre.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import type { Compte } from "#droit/regles/attribution/compte.ts";
import { findManquants, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import type { LectureRessourcesNulles } from "#droit/regles/quartile.ts";
import type { CelluleSecret, Relation } from "#socle/calculs/secret/systeme.ts";
import { cleOf, type Dimension, protectSmall, readTableau, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { Base } from "#socle/lectures/base.ts";
import { groupBy } from "#socle/regles/shared/group-by.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { type BailleurDit, keepBailleurs, resteCells, tellBailleurs } from "./bailleurs-dits.ts";
import {
  type ComptesDits,
  cleAttributions,
  cleReloges,
  cleReste,
  count,
  countCorriges,
  FAMILLE,
  isRanked,
  QUARTILES,
  RELOGES,
  RESTES,
  type Reste,
  SITUATIONS,
  tellComptes,
} from "./comptes-dits.ts";
import { contredire, type ObjectifsDits, tellObjectifs } from "./objectifs-dits.ts";
import type { NombreGele } from "./ports.ts";

/** Numbers of the convention cost most to mask: they are the purpose of the release. */
const POIDS_OBJECTIF = 60;

/** One year by the bilan, and the counts that a release takes from it. */
export type AnneePublique = {
  readonly annee: number;
  readonly bilan: Bilan;
  /** « 2017-T1 », finished and wholly published ones. */
  readonly trimestres: readonly string[];
  /** A year is released whole or not at all. */
  readonly complete: boolean;
  readonly dits: ComptesDits;
  readonly objectifs: ObjectifsDits;
  readonly bailleurs: readonly LigneDite[];
  /** Released numbers that differ today, and stay as released. */
  readonly corriges: number;
  readonly cellules: readonly CelluleSecret[];
  readonly relations: readonly Relation[];
};

/** A bailleur in a release. `objectifs` null: no verdict may be shown. `sansRessources`: no resources are known. */
export type LigneDite = Pick<LigneBailleur, "siren" | "nom"> & {
  readonly dits: ComptesDits;
  readonly sansRessources: boolean;
  readonly objectifs: ObjectifsDits | null;
};

export type QuestionAnnee = { readonly epci: string; readonly annee: number; readonly seuil: number };

/** The bilan of a year, with every count that a release may show or reveal. From published data. */
export async function readAnnee(
  base: Base,
  { epci, annee, seuil }: QuestionAnnee,
  geles: ReadonlyMap<string, NombreGele>,
): Promise<AnneePublique> {
  const [bilan, byMois, publies, noms] = await Promise.all([
    computeBilan(base, { epci, periode: yearPeriode(annee), bailleur: null }),
    base.cubes.byMois(epci, [annee, annee], null),
    base.cubes.trimestres(epci, annee),
    base.cubes.bailleurs(epci),
  ]);
  const nulles = nullesOf(yearPeriode(annee)).valeur;
  const ouverts = findManquants(yearPeriode(annee), publies).map(({ trimestre }) => `${annee}-T${trimestre}`);
  const groups = groupBy(byMois, ({ mois }) => Math.ceil(mois / 3));
  const all = [1, 2, 3, 4].map((rang) => [`${annee}-T${rang}`, groups.get(rang) ?? []] as const);
  const comptes = new Map(all.filter(([code]) => !ouverts.includes(code)));
  const trimestres = [...comptes.keys()];
  const lus = { nulles, nonLues: nonLuesOf(annee, publies, trimestres) };
  const dits = tellComptes(comptes, geles, lus);
  const objectifs = contredire(tellObjectifs(annee, dits, bilan), bilan.extractions);
  const sirens = tellBailleurs(comptes, geles, lus);
  const lecture = { annee, nulles, seuil, dits, objectifs };
  const complete = ouverts.length === 0;
  const bailleurs = tellLignes(annee, { bilan, noms }, sirens);
  const tables = [
    ...tablesOfPeriodes(trimestres, complete, lecture),
    { cellules: keepBailleurs(trimestres, sirens), relations: [] },
    ...(complete ? tablesOfYear({ bilan, comptes: byMois, sirens, bailleurs }, lecture) : []),
  ];
  return {
    annee,
    bilan,
    complete,
    dits,
    trimestres,
    objectifs,
    bailleurs,
    corriges: countCorriges([String(annee), ...trimestres], geles, tellComptes(comptes, new Map(), lus)),
    cellules: tables.flatMap(({ cellules }) => cellules),
    relations: tables.flatMap(({ relations }) => relations),
  };
}

/** A year is the sum of its quarters: lines of its own file, of any day, are in the last quarter told. */
function nonLuesOf(
  annee: number,
  publies: readonly TrimestrePublie[],
  trimestres: readonly string[],
): ReadonlyMap<string, number> {
  return new Map(
    publies.map(({ trimestre, rejetees = 0, rejeteesAnnee = 0 }) => {
      const code = `${annee}-T${trimestre}`;
      return [code, rejetees + (code === trimestres.at(-1) ? rejeteesAnnee : 0)];
    }),
  );
}

/** Bailleurs with a released lease in the year, even if the files have none any more. */
function tellLignes(
  annee: number,
  { bilan, noms }: { readonly bilan: Bilan; readonly noms: ReadonlyMap<string, string> },
  sirens: ReadonlyMap<string, BailleurDit>,
): readonly LigneDite[] {
  return [...sirens].flatMap(([siren, { dits, dicible }]) => {
    if (dits.attributions(String(annee), TOUT, TOUT) === 0) return [];
    const ligne = bilan.bailleurs.find((one) => one.siren === siren);
    const objectifs = tellObjectifs(annee, dits, {
      horsQpv: { ...bilan.horsQpv, contredit: ligne?.horsQpv.contredit ?? false },
      qpv: { ...bilan.qpv, contredit: ligne?.qpv.contredit ?? false },
    });
    const nom = ligne?.nom ?? nameBailleur(siren, noms);
    const sansRessources = dits.sansRessources(String(annee));
    return [{ siren, nom, dits, sansRessources, objectifs: dicible ? objectifs : null }];
  });
}

type Tables = { readonly cellules: readonly CelluleSecret[]; readonly relations: readonly Relation[] };
type Lecture = {
  readonly annee: number;
  readonly nulles: LectureRessourcesNulles;
  readonly seuil: number;
  readonly dits: ComptesDits;
  readonly objectifs: ObjectifsDits;
};

/** The territory's crossed table for each quarter and the year; and the rehoused who count. */
function tablesOfPeriodes(trimestres: readonly string[], complete: boolean, lecture: Lecture): readonly Tables[] {
  const { annee, seuil, dits } = lecture;
  const year = String(annee);
  const periodes = complete ? [year, ...trimestres] : trimestres;
  const arbre = new Map(complete ? [[year, trimestres]] : []);
  const attributions = readTableau(
    {
      famille: FAMILLE,
      dimensions: [{ code: "periode", arbre, seuls: periodes }, ...croisement()],
      valeur: ([periode = "", quartile = TOUT, situation = TOUT]) => dits.attributions(periode, quartile, situation),
      structurel: ([periode = "", quartile = TOUT]) => isRanked(quartile) && dits.sansRessources(periode),
      poids: ([, quartile, situation]) => poidsOf(quartile, situation),
    },
    seuil,
  );
  return [
    attributions,
    ...RELOGES.map((quartile) => relogesOf(quartile, periodes, lecture)),
    restesOf(periodes, lecture),
  ];
}

/** Never shown: the rehoused among those of the crossed table. The first of `periodes` is the sum of the others when it is the year. */
function relogesOf(quartile: (typeof RELOGES)[number], periodes: readonly string[], lecture: Lecture): Tables {
  const year = String(lecture.annee);
  const cle = (periode: string) => cleReloges(periode, quartile);
  const parts = periodes.filter((periode) => periode !== year);
  const somme: Relation = {
    termes: [[cle(year), 1], ...parts.map((periode) => [cle(periode), -1] as const)],
    min: 0,
    max: 0,
  };
  return {
    cellules: periodes.map((periode) => ({
      ...cellOf(cle(periode), lecture.dits.reloges(periode, quartile), lecture.seuil),
      etat: "masquee",
    })),
    relations: [
      ...periodes.map((periode) => atMost(cle(periode), cleAttributions(periode, quartile, "hors-qpv"))),
      ...(periodes.includes(year) ? [somme] : []),
    ],
  };
}

/**
 * Never shown, but kept so that the year's verdict is that of the released counts. Missing answers reveal nothing of a household: they have no
 * secrecy of their own, and the audit bounds what verdicts reveal of them by the counts that contain them.
 */
function restesOf(periodes: readonly string[], { annee, dits }: Lecture): Tables {
  const year = String(annee);
  const parts = periodes.filter((periode) => periode !== year);
  return {
    cellules: periodes.flatMap((periode) => resteCells(periode, dits)),
    relations: [
      ...periodes.flatMap((periode) => resteRelations(periode)),
      ...(periodes.includes(year)
        ? RESTES.map((reste) =>
            equals([cleReste(year, reste), 1], ...parts.map((one) => [cleReste(one, reste), -1] as const)),
          )
        : []),
    ],
  };
}

/** They contain the unknown of the crossed table. */
function resteRelations(periode: string, bailleur = TOUT): readonly Relation[] {
  const at = (quartile: string, situation: string) => cleAttributions(periode, quartile, situation, bailleur);
  const reste = (nom: Reste) => cleReste(periode, nom, bailleur);
  return [
    contains([reste("hors-part")], [at("q1", "inconnue")]),
    contains([reste("qpv-part")], [at("q2-4", "inconnue")]),
    contains([reste("qpv-autres")], [at("q1", "inconnue")]),
    contains([at("q2-4", "hors-qpv")], [reste("hors-indecis"), cleReloges(periode, "q2-4", bailleur)]),
    contains([reste("hors-part"), reste("hors-autres")], [at("q1", "inconnue"), at("q2-4", "inconnue")]),
  ];
}

function contains(tout: readonly string[], parts: readonly string[]): Relation {
  const termes = [...tout.map((cle) => [cle, 1] as const), ...parts.map((cle) => [cle, -1] as const)];
  return { termes, min: 0, max: null };
}

function croisement(): readonly Dimension[] {
  return [
    { code: "quartile", arbre: new Map([[TOUT, QUARTILES]]), sensible: true },
    { code: "situation", arbre: new Map([[TOUT, SITUATIONS]]), sensible: true },
  ];
}

/** The total and the objectives' counts cost most; the sum of a side, unknown resources included, matters less than its objective's base. */
function poidsOf(quartile: string | undefined, situation: string | undefined): number {
  const cible = (quartile === "q1" && situation === "hors-qpv") || (quartile === "q2-4" && situation === "qpv");
  return cible || (quartile === TOUT && situation === TOUT) ? POIDS_OBJECTIF : 1;
}

type MatiereAnnee = {
  readonly bilan: Bilan;
  readonly comptes: readonly Compte[];
  readonly sirens: ReadonlyMap<string, BailleurDit>;
  readonly bailleurs: readonly LigneDite[];
};

/** By commune; then by bailleur, never shown; then the objectives' counts. */
function tablesOfYear({ bilan, comptes, sirens, bailleurs }: MatiereAnnee, lecture: Lecture): readonly Tables[] {
  const { annee, nulles, seuil, dits } = lecture;
  const periode: Dimension = { code: "periode", arbre: new Map(), seuls: [String(annee)] };
  const communes = bilan.ventilations.find(({ axe }) => axe === "commune")?.lignes ?? [];
  const totals = new Map(communes.map(({ code, total }) => [code, total]));
  // A late lease may be the first of known resources: no zero is certain.
  const nobody = (quartile: string) => count(comptes, quartile, TOUT, nulles) === 0;
  const told = (siren: string, quartile: string, situation: string) =>
    (siren === TOUT ? dits : sirens.get(siren)?.dits)?.attributions(String(annee), quartile, situation) ?? 0;
  const parCommune = readTableau(
    {
      famille: FAMILLE,
      dimensions: [periode, { code: "commune", arbre: new Map([[TOUT, [...totals.keys()]]]) }],
      valeur: ([, commune = TOUT]) => (commune === TOUT ? told(TOUT, TOUT, TOUT) : (totals.get(commune) ?? 0)),
    },
    seuil,
  );
  const parBailleur = readTableau(
    {
      famille: FAMILLE,
      dimensions: [periode, { code: "bailleur", arbre: new Map([[TOUT, [...sirens.keys()]]]) }, ...croisement()],
      valeur: ([, siren = TOUT, quartile = TOUT, situation = TOUT]) => told(siren, quartile, situation),
      structurel: ([, , quartile = TOUT]) =>
        isRanked(quartile) && dits.sansRessources(String(annee)) && nobody(quartile),
    },
    seuil,
  );
  const hidden = parBailleur.cellules.map(
    (cellule): CelluleSecret => (cellule.cle.includes("|bailleur=") ? { ...cellule, etat: "masquee" } : cellule),
  );
  return [
    parCommune,
    { cellules: hidden, relations: parBailleur.relations },
    objectifsOf(null, lecture.objectifs, lecture),
    ...bailleurs.flatMap((ligne) => tablesOfBailleur(ligne, lecture)),
  ];
}

function tablesOfBailleur({ siren, dits, objectifs }: LigneDite, lecture: Lecture): readonly Tables[] {
  const { annee, seuil } = lecture;
  const cle = (coordonnees: Readonly<Record<string, string>>) => cleObjectif(annee, siren, coordonnees);
  const reloges = RELOGES.map(
    (quartile): Tables => ({
      cellules: [
        {
          ...cellOf(cle({ objet: `reloges-${quartile}` }), dits.reloges(String(annee), quartile), seuil),
          etat: "masquee",
        },
      ],
      relations: [atMost(cle({ objet: `reloges-${quartile}` }), cle({ quartile, situation: "hors-qpv" }))],
    }),
  );
  if (objectifs === null) return reloges;
  const year = String(annee);
  const restes = { cellules: resteCells(year, dits, siren), relations: resteRelations(year, siren) };
  return [objectifsOf(siren, objectifs, lecture), ...reloges, restes];
}

type ComptesObjectifs = Readonly<Record<"hors-qpv" | "qpv", { readonly realise: number; readonly assiette: number }>>;

/**
 * Counted by objectives but not by the crossed table: rehoused households of other quartiles, or of none. Never shown, but the objective minus the
 * table reveals them. `bailleur` null: the territory.
 */
function objectifsOf(bailleur: string | null, comptes: ComptesObjectifs, { annee, seuil }: Lecture): Tables {
  const cle = (coordonnees: Readonly<Record<string, string>>) => cleObjectif(annee, bailleur, coordonnees);
  const at = (quartile: string, situation: string) => cle({ quartile, situation });
  const [horsRealise, horsAssiette, qpvAssiette] = ["hors-realise", "hors-assiette", "qpv-assiette"].map((objet) =>
    cle({ objet }),
  ) as [string, string, string];
  const [autres, inconnus] = RELOGES.map((quartile) => cle({ objet: `reloges-${quartile}` })) as [string, string];
  const { "hors-qpv": hors, qpv } = comptes;
  const etat = bailleur === null ? "libre" : "masquee";
  return {
    cellules: [
      { ...cellOf(horsRealise, hors.realise, seuil), etat },
      { ...cellOf(horsAssiette, hors.assiette, seuil), etat },
      { ...cellOf(qpvAssiette, qpv.assiette, seuil), etat },
    ],
    relations: [
      equals([horsRealise, 1], [at("q1", "hors-qpv"), -1], [autres, -1], [inconnus, -1]),
      equals([horsAssiette, 1], [at("q1", "hors-qpv"), -1], [at("q2-4", "hors-qpv"), -1], [inconnus, -1]),
      equals([qpvAssiette, 1], [at("q1", "qpv"), -1], [at("q2-4", "qpv"), -1]),
    ],
  };
}

function cellOf(cle: string, valeur: number, seuil: number): Omit<CelluleSecret, "etat"> {
  const poids = POIDS_OBJECTIF * 12 * (1 + Math.log1p(valeur));
  return { cle, valeur, entiere: true, ...protectSmall(valeur, seuil), poids };
}

function equals(...termes: Relation["termes"]): Relation {
  return { termes, min: 0, max: 0 };
}

function atMost(part: string, tout: string): Relation {
  return {
    termes: [
      [tout, 1],
      [part, -1],
    ],
    min: 0,
    max: null,
  };
}

/** `bailleur` null: the territory's. */
export function cleObjectif(
  annee: number,
  bailleur: string | null,
  coordonnees: Readonly<Record<string, string>>,
): string {
  return cleOf(FAMILLE, { periode: String(annee), bailleur: bailleur ?? TOUT, ...coordonnees });
}
