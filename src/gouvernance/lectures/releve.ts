import type { College, FonctionMembre } from "#socle/regles/gouvernance/instance.ts";
import type { EtatPoint, EtatPresence, NaturePoint } from "#socle/regles/gouvernance/reunion.ts";
import type { QuorumLu } from "../regles/quorum.ts";

export type PresenceReleve = {
  readonly nom: string;
  readonly college: College;
  readonly fonction: FonctionMembre;
  readonly voix: boolean;
  /** null: an invited member of whom nobody told it. */
  readonly etat: EtatPresence | null;
  /** Name of the member who held the voice. */
  readonly mandataire: string | null;
};

export type DecisionReleve = {
  readonly numero: string;
  readonly texte: string;
  readonly responsable: string;
  readonly echeance: string | null;
  /** « Mesure corrective retenue », « Projet d’avenant n° 1 »; null: the decision stands alone. */
  readonly suite: string | null;
};

/** Of a blocked case, its reference and nothing else: minutes are read by more people than the case. */
export type PointReleve = {
  readonly rang: number;
  readonly nature: NaturePoint;
  readonly titre: string;
  /** The sentence of the day when it was picked, and the address of its evidence under the territory. */
  readonly constat: string | null;
  readonly chemin: string | null;
  readonly etat: EtatPoint;
  readonly notes: string | null;
  readonly decisions: readonly DecisionReleve[];
};

/**
 * Minutes of a meeting: the one object that their page, the PDF, the Word file and the frozen version show. Days are ISO, instants too.
 */
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
  /** Without the quorum that a text asks for, what is decided is an opinion, and is called so. */
  readonly avis: boolean;
  readonly points: readonly PointReleve[];
};
