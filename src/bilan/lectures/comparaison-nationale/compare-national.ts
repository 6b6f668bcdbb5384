import type { ResultatNationalRow } from "#donnees/formats/rows.ts";
import { type Compte, undoDeductions, withoutDoubles, withRejetees } from "#droit/regles/attribution/compte.ts";
import {
  countRejetees,
  findManquants,
  sayEnCours,
  type TrimestrePublie,
} from "#droit/regles/attribution/trimestre-publie.ts";
import { countCauses } from "#droit/regles/causes.ts";
import { countEnQpv } from "#droit/regles/en-qpv.ts";
import { apportsHorsQpv, countHorsQpv, countPremierQuartile } from "#droit/regles/hors-qpv.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import { countInconnus, type PartIncertaine } from "#droit/regles/part.ts";
import { hasKnownRessources, type LectureRessourcesNulles, RESSOURCES_NULLES } from "#droit/regles/quartile.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { type ComptageNational, decomposeEcart } from "../../regles/comparaison-nationale/decomposition.ts";
import { findTable } from "../parties.ts";
import { quartersOf, tellSurComptes } from "../sur-comptes.ts";
import type { ComparaisonCote, ComparaisonNationale } from "./comparaison.ts";
import { explain, explainExtractions, type Ignore } from "./phrases.ts";

type ComparaisonBase = Pick<Base, "acteur" | "cubes" | "nationaux">;

const LIBELLES = {
  "hors-qpv": "Hors quartier prioritaire, 1er quartile",
  qpv: "En quartier prioritaire, quartiles 2 à 4",
} as const;

/** Every year that the ministry prints for the territory, beside ours. Throws `parametre-absent`. */
export async function compareNationaux(base: ComparaisonBase, epci: string): Promise<readonly ComparaisonNationale[]> {
  const rows = await base.nationaux.resultats(epci);
  return Promise.all(rows.map((row) => compareRow(base, epci, row)));
}

async function compareRow(
  base: ComparaisonBase,
  epci: string,
  row: ResultatNationalRow,
): Promise<ComparaisonNationale> {
  const { annee, source, publieLe } = row;
  const imprime = (["hors-qpv", "qpv"] as const).map((objet) => ({
    objet,
    libelle: LIBELLES[objet],
    ...printedOf(row, objet),
  }));
  const common = { annee, source, publieLe, imprime, explications: [] };
  if (!peutPartout(base.acteur, "bilan", "lire", epci)) {
    return { ...common, cotes: null, sansLocal: "Les chiffres locaux ne sont pas ouverts à votre habilitation." };
  }
  const [localises, sources, publies, imprimes] = await Promise.all([
    base.cubes.byBailleur({ epci, annee, premierMois: 1, dernierMois: 12, bailleur: null }),
    base.cubes.sources(epci),
    base.cubes.trimestres(epci, annee),
    base.cubes.resultats(epci, annee),
  ]);
  const table = findTable({ trimestres: publies, imprimes, bailleur: null });
  // The State deduces nothing: deduced situations are undone here.
  const comptes = table?.comptes ?? undoDeductions(localises);
  if (comptes.length === 0) {
    return { ...common, cotes: null, sansLocal: `Aucune attribution n’est publiée ici pour ${annee}.` };
  }
  const trimestres = table === null ? publies : quartersOf(table);
  const nulles = findValeur(RESSOURCES_NULLES, `${annee}-12-31`).valeur;
  const manquants = findManquants(yearPeriode(annee), trimestres);
  const nonLues = countRejetees(yearPeriode(annee), trimestres);
  const explications = explainExtractions({
    publieLe,
    enCours: sayEnCours(yearPeriode(annee), manquants),
    nonLues,
    sansRessources:
      table === null ? countOf(withoutDoubles(comptes), (c) => !hasKnownRessources(c, nulles)) : table.sansRessources,
    extractions: sources.flatMap((lot) =>
      lot.source === "sne-attributions" && lot.periode.startsWith(String(annee)) ? lot.publieLe : [],
    ),
  });
  const surComptes = table === null ? [] : [tellSurComptes(table, annee).phrase];
  return {
    ...common,
    explications: [...surComptes, ...explications],
    sansLocal: null,
    cotes: cotesOf(comptes, nulles, { row, manquants, nonLues, incomplet: table?.sansRessources === null }),
  };
}

function cotesOf(
  comptes: readonly Compte[],
  nulles: LectureRessourcesNulles,
  annee: AnneeImprimee,
): readonly ComparaisonCote[] {
  const surs = withoutDoubles(comptes);
  const possibles = withRejetees(comptes, annee.nonLues);
  const qpv = countEnQpv(possibles, nulles);
  // The national bilans ignore rehoused households: only the first quartile, on known resources.
  const premierQuartile = countPremierQuartile(possibles, nulles);
  return [
    compareCote(
      "hors-qpv",
      {
        legal: countHorsQpv(possibles, nulles),
        comparable: premierQuartile,
        comptes: countPremierQuartile(surs, nulles),
        relogesInconnus: countCauses(surs, (bail) => apportsHorsQpv(bail, nulles)).relogement,
      },
      annee,
    ),
    compareCote("qpv", { legal: qpv, comparable: qpv, comptes: countEnQpv(surs, nulles), relogesInconnus: 0 }, annee),
  ];
}

type AnneeImprimee = {
  readonly row: ResultatNationalRow;
  readonly manquants: readonly TrimestrePublie[];
  readonly nonLues: number;
  readonly incomplet: boolean;
};

type Comptages = Pick<Ignore, "comptes" | "relogesInconnus"> & {
  readonly legal: PartIncertaine;
  readonly comparable: PartIncertaine;
};

function compareCote(
  objet: ComparaisonCote["objet"],
  { legal, comparable, comptes, relogesInconnus }: Comptages,
  { row, manquants, nonLues, incomplet }: AnneeImprimee,
): ComparaisonCote {
  const ignore = {
    comptes,
    relogesInconnus,
    incomplet,
    nonLues,
    doublons: countInconnus(comparable) - countInconnus(comptes) - nonLues,
    manquants: manquants.map(({ trimestre }) => trimestre),
  };
  const decomposition = decomposeEcart(legal, comparable, printedOf(row, objet));
  return { objet, libelle: LIBELLES[objet], decomposition, ...explain(objet, decomposition, ignore) };
}

function printedOf(row: ResultatNationalRow, objet: ComparaisonCote["objet"]): ComptageNational {
  return objet === "hors-qpv"
    ? { part: row.premierQuartileHorsQpv, total: row.attributionsHorsQpv, taux: row.tauxHorsQpv }
    : { part: row.autresQuartilesQpv, total: row.attributionsQpv, taux: row.tauxQpv };
}

function countOf(comptes: readonly Compte[], keep: (compte: Compte) => boolean): number {
  return comptes.reduce((total, compte) => total + (keep(compte) ? compte.nombre : 0), 0);
}
