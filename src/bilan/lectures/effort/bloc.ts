import { LIBELLE_OBJET, type Objet } from "#donnees/regles/convention/objet.ts";
import type { Inconnus } from "#droit/regles/causes.ts";
import type { PartIncertaine } from "#droit/regles/part.ts";
import { ANNEE_ENTIERE, type Etendue, type Fenetre } from "#engagements/lectures/effort/etendue.ts";
import type { PartJugee } from "#engagements/regles/convention/dire-parts.ts";
import { keyPorteur, type Porteur } from "#engagements/regles/convention/engagement.ts";
import type { ObjectifAnnee, PartObjectif } from "#engagements/regles/convention/objectif-annee.ts";
import { buildPriorAnneePrecedente, buildPriorJeffreys } from "#socle/calculs/projection/projeter.ts";
import type { Extraction } from "../bilan.ts";
import { judgePart } from "../cible-en-parts.ts";
import { estimateAttente, sumAttentes } from "./attente.ts";
import type {
  Attente,
  AttentesSaisies,
  BlocEffort,
  Lecture,
  LigneEffort,
  PlancherLegal,
  Prior,
  PriorChoisi,
  Projection,
} from "./effort.ts";
import { drawEventail } from "./eventail.ts";
import { judgeAnnee, type Terme } from "./juger.ts";
import { readLecture } from "./lecture.ts";
import { project } from "./projection.ts";
import { reponseBloc } from "./reponse.ts";
import { type Comptage, readSerie, type Serie } from "./serie.ts";

/** Weight of a former year's lease in the prior: a quarter of one of this year (our choice, shown). */
export const POIDS_PRIOR = 0.25;

export type MatiereLigne = {
  readonly objet: Objet;
  /** Months are numbered from January of this year. */
  readonly annee: number;
  readonly etendue: Etendue;
  /** Default: the year, and its end. */
  readonly fenetre?: Fenetre;
  readonly terme?: Terme;
  /** Former years with leases of the territory in the remaining months; latest first. */
  readonly renseignees: readonly number[];
  readonly plancher: PlancherLegal | null;
  /** Bearers have the floor of their own only when the convention writes nothing for them (it distributes the EPCI's rate between them). */
  readonly plancherParLigne: boolean;
  /** Objective of a bearer in the year's versions; null: none is written. */
  readonly objectifOf: (porteur: Porteur) => ObjectifAnnee | null;
  /** How far the days of a version's part are counted. */
  readonly etendueOf: (part: PartObjectif) => Etendue;
  readonly attentes: AttentesSaisies;
  readonly prior: PriorChoisi;
};

export type Matiere = MatiereLigne & {
  readonly ensemble: Sujet | null;
  readonly lignes: readonly Sujet[];
  /** Title of the version in force; empty without one. */
  readonly acte: string;
};

/** A bearer, with functions for its count and its missing facts over the same months; null facts when the objective depends on others. */
export type Sujet = {
  readonly porteur: Porteur;
  readonly nom: string;
  readonly count: Comptage;
  /** Leases of the year between two days, both included. */
  readonly between: (du: string, au: string) => PartIncertaine;
  readonly causes: ((annee: number, premierMois: number, dernierMois: number) => Inconnus) | null;
  /** Other tables of the same counts; for a whole year only. */
  readonly extractions: readonly Extraction[];
};

/** The lines first, then the whole, whose expected leases are the sum of theirs. */
export function buildBloc(matiere: Matiere): BlocEffort {
  const { objet, plancher, etendue } = matiere;
  const sujets = matiere.lignes.map((sujet) => ({ sujet, serie: serieOf(sujet, matiere) }));
  const attentes = sujets.map(({ sujet, serie }) =>
    estimateAttente({ serie, saisie: matiere.attentes.get(keyPorteur(sujet.porteur)) ?? null }),
  );
  const own = matiere.ensemble;
  const ensemble = own ? lineOf(own, serieOf(own, matiere), matiere, (serie) => sumAttentes(serie, attentes)) : null;
  const met = isMet(ensemble, etendue, own?.extractions ?? []);
  const lignes = sujets.map(({ sujet, serie }, rank): LigneEffort => {
    const line = lineOf(sujet, serie, matiere, () => attentes[rank] ?? sumAttentes(serie, []));
    return { ...line, appreciationCollective: met };
  });
  const bloc = { objet, titre: LIBELLE_OBJET[objet], plancher, ensemble, lignes };
  return { ...bloc, reponse: reponseBloc(bloc, matiere) };
}

export function buildLigne(sujet: Sujet, matiere: MatiereLigne): LigneEffort {
  const saisie = matiere.attentes.get(keyPorteur(sujet.porteur)) ?? null;
  return lineOf(sujet, serieOf(sujet, matiere), matiere, (serie) => estimateAttente({ serie, saisie }));
}

function serieOf({ count }: Sujet, { annee, etendue, renseignees, fenetre }: MatiereLigne): Serie {
  return readSerie(count, annee, etendue, renseignees, fenetre);
}

function lineOf(
  { porteur, nom, between, causes, extractions }: Sujet,
  serie: Serie,
  matiere: MatiereLigne,
  wait: (serie: Serie) => Attente,
): LigneEffort {
  const { annee, plancher, etendue, fenetre = ANNEE_ENTIERE } = matiere;
  const quand = { etendue, extractions, ...(matiere.terme ? { terme: matiere.terme } : {}) };
  const objectif = matiere.objectifOf(porteur);
  const attente = wait(serie);
  const prior = priorOf(serie, matiere.prior, annee);
  const bound = plancher !== null && (porteur.type === "epci" || matiere.plancherParLigne || objectif === null);
  return {
    porteur,
    nom,
    lecture: readLecture(
      serie.etat,
      causes?.(annee, fenetre.premierMois, etendue.compteJusque) ?? null,
      referenceOf(objectif, bound ? plancher : null),
      quand,
    ),
    ecrit: objectif ? writeEcrit(objectif) : null,
    attente,
    prior,
    cible: objectif ? aimAt(objectif, { serie, between, matiere, devant: { attente, prior, quand } }) : null,
    plancher:
      bound && plancher
        ? project(serie.etat, { taux: plancher.taux, nombre: null, nature: "plancher" }, { attente, prior, quand })
        : null,
    // No points from a missing month on.
    eventail: etendue.lacune ? [] : drawEventail(serie, attente, prior),
    appreciationCollective: null,
    ...tellParts(objectif, between, matiere),
  };
}

type Visee = {
  readonly serie: Serie;
  readonly between: Sujet["between"];
  readonly matiere: MatiereLigne;
  readonly devant: Parameters<typeof project>[2];
};

/** Leases of the objective: the whole year's, or those of the last part when a version holds from its day. */
function aimAt({ taux, nombre, parts }: ObjectifAnnee, { serie, between, matiere, devant }: Visee): Projection {
  const last = parts.at(-1);
  if (!last) return project(serie.etat, { taux, nombre, nature: "cible" }, devant);
  // Other tables cover the whole year: not used for a part.
  const quand = { etendue: matiere.etendueOf(last), extractions: [] };
  const objectif = { taux: last.taux, nombre: last.nombre, nature: "cible" } as const;
  return project(between(last.du, last.au), objectif, { ...devant, quand });
}

function tellParts(
  objectif: ObjectifAnnee | null,
  between: Sujet["between"],
  { etendueOf }: MatiereLigne,
): Pick<LigneEffort, "parts"> {
  if (objectif === null || objectif.parts.length === 0) return {};
  return {
    parts: objectif.parts.map((part): PartJugee => judgePart(part, between(part.du, part.au), !etendueOf(part).acheve)),
  };
}

/** The rate of a part of the year is no reference for the whole. */
function referenceOf(objectif: ObjectifAnnee | null, plancher: PlancherLegal | null): Lecture["reference"] {
  if (objectif?.taux != null && objectif.parts.length === 0) return { taux: objectif.taux, nature: "cible" };
  return plancher ? { taux: plancher.taux, nature: "plancher" } : null;
}

function writeEcrit({ taux, nombre, reference, acte, calcul }: ObjectifAnnee): LigneEffort["ecrit"] {
  const known = nombre !== null && reference !== null && reference.assiette > 0;
  const tauxDuNombre = known ? nombre / reference.assiette : null;
  return { taux, nombre, tauxDuNombre, acte, ...(calcul === null ? {} : { calcul }) };
}

function priorOf({ precedente }: Serie, choisi: PriorChoisi, annee: number): Prior {
  if (choisi === "jeffreys" || precedente === null) {
    return { ...buildPriorJeffreys(), libelle: "Jeffreys (½, ½) : aucune idée préalable" };
  }
  const { part, total } = precedente;
  const poids = `${POIDS_PRIOR * 100}`;
  return {
    ...buildPriorAnneePrecedente({ part, total }, POIDS_PRIOR),
    libelle: `${part} sur ${total} en ${annee - 1}, chaque bail comptant pour ${poids} % de ceux de l’année`,
  };
}

/** Whether the whole is met at this date, by its number, else its rate. null: undecided, unknown, in parts, or nothing to judge. */
function isMet(ensemble: LigneEffort | null, etendue: Etendue, extractions: readonly Extraction[]): boolean | null {
  if (!ensemble?.ecrit || !ensemble.cible || ensemble.parts) return null;
  const { aCeJour } = judgeAnnee(ensemble.lecture.compte, ensemble.cible.objectif, { etendue, extractions });
  return aCeJour === "atteint" ? true : aCeJour === "non-atteint" ? false : null;
}
