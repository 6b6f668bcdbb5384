import { type Engagement, findEngagement, keyPorteur, type Porteur } from "#domain/convention/engagement.ts";
import { LIBELLE_OBJET, type Objet } from "#domain/convention/objet.ts";
import type { Inconnus } from "#domain/droit/causes.ts";
import { buildPriorAnneePrecedente, buildPriorJeffreys } from "#statistics/projection/projeter.ts";
import type { Extraction } from "../bilan/bilan.ts";
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
import type { Etendue } from "./etendue.ts";
import { drawEventail } from "./eventail.ts";
import { judgeAnnee } from "./juger.ts";
import { readLecture } from "./lecture.ts";
import { project } from "./projection.ts";
import { reponseBloc } from "./reponse.ts";
import { type Comptage, readSerie, type Serie } from "./serie.ts";

/** How much a lease of the former year weighs in its prior: a quarter of one of this year (our choice, shown). */
export const POIDS_PRIOR = 0.25;

/** One objective, its bearers and how to count each. */
export type Matiere = {
  readonly objet: Objet;
  readonly annee: number;
  readonly etendue: Etendue;
  /** Former years that the territory has leases of, in the months that remain; latest first. */
  readonly renseignees: readonly number[];
  readonly plancher: PlancherLegal | null;
  /** The lines' floor is theirs only when the convention writes nothing for them (it distributes the EPCI's rate between them). */
  readonly plancherParLigne: boolean;
  readonly ensemble: Sujet | null;
  readonly lignes: readonly Sujet[];
  readonly engagements: readonly Engagement[];
  readonly acte: string;
  readonly attentes: AttentesSaisies;
  readonly prior: PriorChoisi;
};

/** A bearer, how to count it, and which facts are missing over the same months; null where they are not those of a side. */
type Sujet = {
  readonly porteur: Porteur;
  readonly nom: string;
  readonly count: Comptage;
  readonly causes: ((annee: number, premierMois: number, dernierMois: number) => Inconnus) | null;
  /** Other tables of the year that count the same; of a whole year only. */
  readonly extractions: readonly Extraction[];
};

/** The lines first, then the whole: leases expected of the whole are the sum of theirs. */
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

function serieOf({ count }: Sujet, { annee, etendue, renseignees }: Matiere): Serie {
  return readSerie(count, annee, etendue, renseignees);
}

function lineOf(
  { porteur, nom, causes, extractions }: Sujet,
  serie: Serie,
  matiere: Matiere,
  wait: (serie: Serie) => Attente,
): LigneEffort {
  const { annee, objet, engagements, plancher, etendue } = matiere;
  const quand = { etendue, extractions };
  const engagement = findEngagement(engagements, annee, objet, porteur);
  const attente = wait(serie);
  const prior = priorOf(serie, matiere.prior, annee);
  const bound = plancher !== null && (porteur.type === "epci" || matiere.plancherParLigne || engagement === null);
  const against = (objectif: Projection["objectif"]) => project(serie.etat, objectif, { attente, prior, quand });
  return {
    porteur,
    nom,
    lecture: readLecture(
      serie.etat,
      causes?.(annee, 1, etendue.dernierMois) ?? null,
      referenceOf(engagement, bound ? plancher : null),
      quand,
    ),
    ecrit: engagement ? writeEcrit(engagement, matiere.acte) : null,
    attente,
    prior,
    cible: engagement ? against({ taux: engagement.taux, nombre: engagement.nombre, nature: "cible" }) : null,
    plancher: bound && plancher ? against({ taux: plancher.taux, nombre: null, nature: "plancher" }) : null,
    // A month that is missing in the middle has no point, and neither has what follows it.
    eventail: etendue.lacune ? [] : drawEventail(serie, attente, prior),
    appreciationCollective: null,
  };
}

function referenceOf(engagement: Engagement | null, plancher: PlancherLegal | null): Lecture["reference"] {
  if (engagement?.taux != null) return { taux: engagement.taux, nature: "cible" };
  return plancher ? { taux: plancher.taux, nature: "plancher" } : null;
}

function writeEcrit({ taux, nombre, reference }: Engagement, acte: string): LigneEffort["ecrit"] {
  const known = nombre !== null && reference !== null && reference.assiette > 0;
  return { taux, nombre, tauxDuNombre: known ? nombre / reference.assiette : null, acte };
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

/** Of the whole, at this date: the written number when there is one, else its rate. null: undecided, not known, or nothing to judge. */
function isMet(ensemble: LigneEffort | null, etendue: Etendue, extractions: readonly Extraction[]): boolean | null {
  if (!ensemble?.ecrit || !ensemble.cible) return null;
  const { aCeJour } = judgeAnnee(ensemble.lecture.compte, ensemble.cible.objectif, { etendue, extractions });
  return aCeJour === "atteint" ? true : aCeJour === "non-atteint" ? false : null;
}
