import type { College, FonctionMembre } from "#socle/regles/gouvernance/instance.ts";
import type { EtatPoint, EtatPresence, NaturePoint } from "#socle/regles/gouvernance/reunion.ts";
import type { QuorumLu } from "../regles/quorum.ts";

export type PresenceReleve = {
  readonly nom: string;
  readonly college: College;
  readonly fonction: FonctionMembre;
  readonly voix: boolean;
  /** null: an invited member whose attendance is unknown. */
  readonly etat: EtatPresence | null;
  /** Name of the member who held the vote. */
  readonly mandataire: string | null;
};

export type DecisionReleve = {
  readonly numero: string;
  readonly texte: string;
  readonly responsable: string;
  readonly echeance: string | null;
  /** « Mesure corrective retenue », « Projet d’avenant n° 1 »; null: no effect elsewhere. */
  readonly suite: string | null;
};

/** A point; on a blocked case, its reference only: minutes have more readers than the case. */
export type PointReleve = {
  readonly rang: number;
  readonly nature: NaturePoint;
  readonly titre: string;
  /** Sentence written when the point was added, and path of its evidence under the territory. */
  readonly constat: string | null;
  readonly chemin: string | null;
  readonly etat: EtatPoint;
  readonly notes: string | null;
  readonly decisions: readonly DecisionReleve[];
};

/** Minutes of a meeting, for their page, the PDF, the Word file and the frozen version. Days and instants are ISO. */
export type ContenuReleve = {
  readonly territoire: string;
  readonly nom: string;
  readonly demonstration: boolean;
  readonly numero: string;
  readonly instance: string;
  readonly titre: string;
  readonly jour: string;
  readonly heure: string;
  readonly dureeMinutes: number;
  readonly lieu: string | null;
  readonly presences: readonly PresenceReleve[];
  readonly quorum: QuorumLu;
  /** true: without the required quorum, the decisions are opinions. */
  readonly avis: boolean;
  readonly points: readonly PointReleve[];
};
