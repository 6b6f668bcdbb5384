import { dureeOfAnnee, fenetreOf, labelDuree, meets, yearOf } from "#donnees/regles/convention/duree-objectif.ts";
import { labelLieu, nameLieux } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET, OBJETS } from "#donnees/regles/convention/objet.ts";
import { countRejetees } from "#droit/regles/attribution/trimestre-publie.ts";
import type { LectureRessourcesNulles } from "#droit/regles/quartile.ts";
import { monthsToCome } from "#engagements/lectures/effort/etendue.ts";
import { labelPorteur } from "#engagements/regles/convention/engagement.ts";
import type { TerritorialiseEcrit } from "#engagements/regles/convention/territorialises-retenus.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { buildLigne } from "../effort/bloc.ts";
import type { AttentesSaisies, LigneTerritorialisee, PriorChoisi } from "../effort/effort.ts";
import {
  type ProvisoiresParAnnee,
  readEtendueDuree,
  type TrimestresParAnnee,
  yearsOf,
} from "../effort/etendue-duree.ts";
import { ANNEES_PASSEES, civil } from "../effort/serie.ts";
import type { CompteSitue } from "../ports.ts";
import type { CommunesDesQuartiers } from "./appartenance.ts";
import { type CompteConcerne, causesConcernes, countConcernes, countSansLieu, keepConcernes } from "./compter.ts";

export type QuestionTerritorialises = {
  readonly epci: string;
  /** Objectives whose months meet this year. */
  readonly annee: number;
  /** SIREN: only this bailleur's objectives. */
  readonly bailleur: string | null;
  /** Later publications are ignored. */
  readonly jusque: string;
  readonly nulles: LectureRessourcesNulles;
  readonly prior: PriorChoisi;
};

/** Reads leases only when a version or a file writes such objectives. In the order of the objects, then as written. */
export async function readTerritorialises(
  base: Pick<Base, "cubes" | "territoires">,
  question: QuestionTerritorialises,
): Promise<readonly LigneTerritorialisee[]> {
  const { epci, annee, bailleur } = question;
  const ecrits = (await base.cubes.territorialises(epci, annee)).filter(
    ({ objectif: { porteur, du, au } }) =>
      meets({ du, au }, dureeOfAnnee(annee)) &&
      (bailleur === null || (porteur.type === "bailleur" && porteur.siren === bailleur)),
  );
  if (ecrits.length === 0) return [];
  const years = ecrits.flatMap(({ objectif }) => yearsOf(objectif));
  const [premiere, derniere] = [Math.min(...years) - ANNEES_PASSEES, Math.max(...years)];
  const told = Array.from({ length: derniere - premiere + 1 }, (_, rank) => premiere + rank);
  const [comptes, noms, communes, quartiers, trimestres, provisoires] = await Promise.all([
    base.cubes.bySituation(epci, [premiere, derniere], bailleur),
    base.cubes.bailleurs(epci),
    base.territoires.perimetre(epci),
    base.cubes.quartiers(epci),
    Promise.all(told.map(async (one) => [one, await base.cubes.trimestres(epci, one)] as const)),
    Promise.all(
      [...new Set(years)].map(async (one) => [one, await base.cubes.dernierMoisProvisoire(epci, one)] as const),
    ),
  ]);
  const lu: Lu = {
    question,
    comptes,
    bailleurs: Object.fromEntries(noms),
    lieux: nameLieux(communes, quartiers),
    quartiers: new Map(quartiers.map((one) => [one.code, one.communes])),
    trimestres: new Map(trimestres),
    provisoires: new Map(provisoires),
  };
  return ecrits.map((ecrit) => lineOf(ecrit, lu)).toSorted((a, b) => OBJETS.indexOf(a.objet) - OBJETS.indexOf(b.objet));
}

type Lu = {
  readonly question: QuestionTerritorialises;
  readonly comptes: readonly CompteSitue[];
  readonly bailleurs: Readonly<Record<string, string>>;
  readonly lieux: ReadonlyMap<string, string>;
  readonly quartiers: CommunesDesQuartiers;
  readonly trimestres: TrimestresParAnnee;
  readonly provisoires: ProvisoiresParAnnee;
};

const AUCUNE_ATTENTE: AttentesSaisies = new Map();

function lineOf({ objectif, acte }: TerritorialiseEcrit, lu: Lu): LigneTerritorialisee {
  const { objet, porteur, lieu, du, au, taux, nombre, reference } = objectif;
  const { jusque, nulles, prior } = lu.question;
  const etendue = readEtendueDuree(objectif, lu, jusque);
  const concernes = keepConcernes(lu.comptes, objectif, lu.quartiers).filter((row) => isDuring(row, objectif));
  const premiere = yearOf(du);
  const during = (annee: number, premier: number, dernier: number) =>
    betweenMonths(concernes, annee, [premier, dernier]);
  const nonLues = (annee: number, premier: number, dernier: number) =>
    countNonLues(lu.trimestres, annee, [premier, dernier]);
  const fenetre = fenetreOf(objectif);
  const restants = monthsToCome(etendue, fenetre).map(({ mois }) => mois);
  const ligne = buildLigne(
    {
      porteur,
      nom: labelPorteur(porteur, lu.bailleurs),
      count: (...mois) => countConcernes(during(...mois), objet, nulles, nonLues(...mois)),
      between: () => countConcernes([], objet, nulles),
      // Priority publics depend on other facts.
      causes:
        objet === "hors-qpv" || objet === "qpv"
          ? (...mois) => causesConcernes(during(...mois), objet, nulles, nonLues(...mois))
          : null,
      extractions: [],
    },
    {
      objet,
      annee: premiere,
      etendue,
      fenetre,
      terme: { echeance: formatJour(au), finie: "La période est finie" },
      renseignees: etendue.lacune ? [] : yearsTold(restants, premiere, lu.trimestres),
      plancher: null,
      plancherParLigne: false,
      objectifOf: () => ({ taux, nombre, reference, acte, depuis: du, parts: [], calcul: null }),
      etendueOf: () => etendue,
      attentes: AUCUNE_ATTENTE,
      prior,
    },
  );
  const counted = during(premiere, fenetre.premierMois, etendue.compteJusque);
  return {
    ...ligne,
    objet,
    lieu,
    du,
    au,
    titre: LIBELLE_OBJET[objet],
    nomLieu: labelLieu(lieu, lu.lieux),
    libelleDuree: labelDuree(objectif),
    sansLieu: countSansLieu(counted, objet, nulles),
    arreteAu: etendue.arreteAu,
    acheve: etendue.acheve,
    enCours: etendue.enCours,
  };
}

/** An act on a bailleur may cut a month, whose other days belong to another objective. Other years' cells are selected by month. */
function isDuring(
  { annee, mois, debut }: CompteConcerne,
  { du, au }: { readonly du: string; readonly au: string },
): boolean {
  const month = `${annee}-${String(mois).padStart(2, "0")}`;
  return (!du.startsWith(month) || debut >= du) && (!au.startsWith(month) || debut <= au);
}

/** Cells of these months, from January of `annee`. */
function betweenMonths(
  comptes: readonly CompteConcerne[],
  annee: number,
  [premier, dernier]: readonly [number, number],
): readonly CompteConcerne[] {
  return comptes.filter((row) => {
    const mois = (row.annee - annee) * 12 + row.mois;
    return mois >= premier && mois <= dernier;
  });
}

/** Lines of the files of these months that were not read. */
function countNonLues(
  trimestres: TrimestresParAnnee,
  annee: number,
  [premier, dernier]: readonly [number, number],
): number {
  const own = [...trimestres].map(([year, published]) => {
    const decale = (year - annee) * 12;
    const mois = { premierMois: Math.max(1, premier - decale), dernierMois: Math.min(12, dernier - decale) };
    return mois.premierMois > mois.dernierMois ? 0 : countRejetees(mois, published);
  });
  return own.reduce((sum, nombre) => sum + nombre, 0);
}

/** Years before the first coming month with a published quarter that holds one of these months; latest first. */
function yearsTold(mois: readonly number[], premiere: number, trimestres: TrimestresParAnnee): readonly number[] {
  const [first] = mois;
  if (first === undefined) return [];
  const wanted = new Set(mois.map((one) => Math.ceil(civil(one) / 3)));
  const year = premiere + Math.floor((first - 1) / 12);
  const former = Array.from({ length: ANNEES_PASSEES }, (_, rank) => year - 1 - rank);
  return former.filter((annee) =>
    (trimestres.get(annee) ?? []).some(({ trimestre, present }) => present && wanted.has(trimestre)),
  );
}
