import { buildCadre, type Cadre } from "#bilan/lectures/cadre.ts";
import { measure } from "#bilan/lectures/measure.ts";
import { partOfRows } from "#bilan/lectures/parties.ts";
import type { CompteGroupe, CubeQueries, ParcCompte, ResultatPublie } from "#bilan/lectures/ports.ts";
import { groupByCle } from "#bilan/lectures/ventile.ts";
import { nameBailleur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import type { Operation } from "#donnees/regles/programme/operation.ts";
import { findManquants, sayEnCours, type TrimestrePublie } from "#droit/regles/attribution/trimestre-publie.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import type { BailleurLu, Calage, GroupeLu, ParcLu, ReferenceLue, ZoneLue } from "./calage.ts";
import { tellDoutes, tellManques, tellRemarques } from "./dire-calage.ts";
import { readObjectifs } from "./lire-objectifs.ts";

type CalageBase = Pick<Base, "territoires" | "cubes" | "conventions" | "operations">;

export type QuestionCalage = {
  readonly epci: string;
  /** null: the last whole published year. */
  readonly annee: number | null;
  readonly aujourdhui: string;
};

/**
 * Published data for a simulation: counts of the bilan for the year of reference, stock of that year, demolitions
 * of the programme, targets of the convention. Reads every bailleur: for a reader of the whole territory's bilan.
 * Throws `territoire-inconnu`.
 */
export async function readCalage(base: CalageBase, { epci, annee, aujourdhui }: QuestionCalage): Promise<Calage> {
  const { cubes } = base;
  const [territoire, annees, versions, operations, noms] = await Promise.all([
    base.territoires.find(epci),
    cubes.annees(epci),
    base.conventions.versions(epci),
    base.operations.list(epci),
    cubes.bailleurs(epci),
  ]);
  if (!territoire) throw unknownTerritoire(epci);
  const chosen = annee ?? (await lastWholeYear(cubes, epci, annees));
  const [{ comptes, trimestres, imprimes }, parcPublie] = await Promise.all([
    chosen === null ? SANS_ANNEE : readAnnee(cubes, epci, chosen),
    cubes.parc(epci, chosen ?? Number(aujourdhui.slice(0, 4))),
  ]);
  const cadre = chosen === null ? null : buildCadre(yearPeriode(chosen), [], trimestres);
  const reference = cadre === null ? null : readReference(comptes, cadre);
  // A year that is not whole may be asked for: a remark says so.
  const enCours = reference === null ? null : tellEnCours(reference.annee, trimestres);
  const parc = parcPublie && readParc(parcPublie);
  const from = chosen ?? Number(aujourdhui.slice(0, 4)) - 1;
  const demolitions = operations.filter(isPlanned);
  const groupes = demolitions.filter((one) => startOf(one) === null || (startOf(one) ?? 0) > from).map(groupeOf);
  return {
    epci,
    nom: territoire.nom,
    demonstration: territoire.demonstration,
    annees,
    reference,
    parc,
    groupes,
    bailleurs: cadre === null ? [] : readBailleurs(comptes, parcPublie?.comptes ?? [], { cadre, noms }),
    objectifs: readObjectifs(versions, from, aujourdhui),
    manques: tellManques({ reference, parc, groupes }),
    remarques: tellRemarques({
      reference,
      enCours,
      parc,
      passees: demolitions.length - groupes.length,
      from,
      doutes: cadre === null ? [] : readDoutes(comptes, { cadre, imprimes }),
    }),
  };
}

function tellEnCours(annee: number, trimestres: readonly TrimestrePublie[]): string | null {
  return sayEnCours(yearPeriode(annee), findManquants(yearPeriode(annee), trimestres));
}

/** Last year with four quarters; one with a missing quarter would count too few leases. null: none. */
async function lastWholeYear(cubes: CubeQueries, epci: string, annees: readonly number[]): Promise<number | null> {
  for (const annee of annees.toReversed()) {
    if (findManquants(yearPeriode(annee), await cubes.trimestres(epci, annee)).length === 0) return annee;
  }
  return null;
}

type Annee = {
  readonly comptes: readonly CompteGroupe[];
  readonly trimestres: readonly TrimestrePublie[];
  readonly imprimes: readonly ResultatPublie[];
};

const SANS_ANNEE: Annee = { comptes: [], trimestres: [], imprimes: [] };

async function readAnnee(cubes: CubeQueries, epci: string, annee: number): Promise<Annee> {
  const [comptes, trimestres, imprimes] = await Promise.all([
    cubes.byBailleur({ epci, annee, premierMois: 1, dernierMois: 12, bailleur: null }),
    cubes.trimestres(epci, annee),
    cubes.resultats(epci, annee),
  ]);
  return { comptes, trimestres, imprimes };
}

/** Counts as the bilan does (`measure`). Rehoused households are left out: the simulation adds those of the programme. */
function readReference(comptes: readonly CompteGroupe[], cadre: Cadre): ReferenceLue | null {
  if (comptes.length === 0) return null;
  const { annee } = cadre.periode;
  const { ordinaires, reloges } = splitReloges(comptes);
  const { horsQpv, qpv, nonLocalisees } = measure(ordinaires, cadre, null);
  return {
    annee,
    attributions: horsQpv.assiette,
    q1: horsQpv.realise,
    attributionsQpv: qpv.assiette,
    sansLieu: nonLocalisees.total,
    reloges: measure(reloges, cadre, null).horsQpv.assiette,
    source: `${LIBELLE_SOURCE["sne-attributions"]}, baux signés en ${annee}`,
  };
}

/** Doubts of the year of reference on the initial rate. */
function readDoutes(
  comptes: readonly CompteGroupe[],
  { cadre, imprimes }: { readonly cadre: Cadre; readonly imprimes: readonly ResultatPublie[] },
): readonly string[] {
  if (comptes.length === 0) return [];
  const { mesures, extractions } = partOfRows(null, comptes, { cadre, imprimes });
  return tellDoutes(
    mesures.horsQpv,
    extractions.filter(({ objet }) => objet === "hors-qpv"),
  );
}

function splitReloges(comptes: readonly CompteGroupe[]) {
  return {
    ordinaires: comptes.filter(({ relogement }) => relogement !== "oui"),
    reloges: comptes.filter(({ relogement }) => relogement === "oui"),
  };
}

function readParc({
  millesime,
  comptes,
}: {
  readonly millesime: string;
  readonly comptes: readonly ParcCompte[];
}): ParcLu {
  const zone = (situation: ParcCompte["situation"]) => sumZone(comptes.filter((row) => row.situation === situation));
  return {
    millesime,
    qpv: zone("qpv"),
    horsQpv: zone("hors-qpv"),
    sansLieu: zone("inconnue").logements,
    source: `${LIBELLE_SOURCE.rpls}, parc au ${formatJour(dayOf(millesime))}`,
  };
}

/** First day of a vintage: RPLS describes a stock on 1 January. */
function dayOf(millesime: string): string {
  return /^\d{4}-\d{2}-\d{2}/.test(millesime) ? millesime : `${millesime.slice(0, 4)}-01-01`;
}

function sumZone(comptes: readonly ParcCompte[]): ZoneLue {
  const unknown = comptes.some(({ vacants }) => vacants === null);
  return {
    logements: comptes.reduce((sum, { logements }) => sum + logements, 0),
    vacants: unknown ? null : comptes.reduce((sum, { vacants }) => sum + (vacants ?? 0), 0),
  };
}

type Contexte = { readonly cadre: Cadre; readonly noms: ReadonlyMap<string, string> };

function readBailleurs(
  comptes: readonly CompteGroupe[],
  parc: readonly ParcCompte[],
  { cadre, noms }: Contexte,
): readonly BailleurLu[] {
  return [...groupByCle(splitReloges(comptes).ordinaires)]
    .map(([siren, own]): BailleurLu => {
      const { horsQpv, qpv } = measure(own, cadre, null);
      const zone = (situation: ParcCompte["situation"]) => {
        const rows = parc.filter((row) => row.bailleur === siren && row.situation === situation);
        return rows.length === 0 ? null : sumZone(rows);
      };
      return {
        siren,
        libelle: nameBailleur(siren, noms),
        attributions: horsQpv.assiette,
        q1: horsQpv.realise,
        attributionsQpv: qpv.assiette,
        qpv: zone("qpv"),
        horsQpv: zone("hors-qpv"),
      };
    })
    .filter(({ siren, attributions }) => attributions > 0 && /^\d{9}$/.test(siren))
    .toSorted((a, b) => b.attributions - a.attributions || (a.siren < b.siren ? -1 : 1));
}

/** Is the demolition in the programme, and still to come or under way? */
function isPlanned({ genre, etat }: Operation): boolean {
  return genre === "demolition" && !["deposee", "a-completer", "refusee", "abandonnee"].includes(etat);
}

function startOf({ aReloger }: Operation): number | null {
  return aReloger?.depuis ?? null;
}

function groupeOf(operation: Operation): GroupeLu {
  const { id, nom, bailleur, logements, aReloger } = operation;
  const le = aReloger?.occupesAu ?? null;
  return {
    code: `operation-${id}`,
    libelle: nom,
    bailleur: bailleur?.siren ?? null,
    logements,
    occupes: aReloger?.occupes ?? null,
    annee: startOf(operation),
    source: `Registre du programme${le === null ? "" : `, logements occupés au ${formatJour(le)}`}`,
  };
}
