import type { Base } from "#socle/lectures/base.ts";
import { formatHoraire, isMembreLe } from "#socle/regles/gouvernance/convocation.ts";
import type { EtatReunion } from "#socle/regles/gouvernance/reunion.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { findInstance } from "../actes/instance-ecrire.ts";
import { findReunion } from "../actes/reunion-ecrire.ts";
import { sayQuorum } from "./instance-lire.ts";
import type { EnvoiReunion, Instance, MembreInstance, PieceReunion, PointReunion, Reunion } from "./ports.ts";

/** Data of the page, the agenda, the message and the event. */
export type ReunionLue = {
  readonly territoire: { readonly epci: string; readonly nom: string; readonly demonstration: boolean };
  readonly reunion: Reunion;
  readonly instance: Instance;
  /** « vendredi 5 octobre 2018, de 14 h à 16 h ». */
  readonly quand: string;
  /** Place and link, or a sentence without them. */
  readonly ou: string;
  readonly quorum: string;
  readonly points: readonly PointReunion[];
  /** Members on that day. */
  readonly membres: readonly MembreInstance[];
  readonly pieces: readonly PieceReunion[];
  /** null: closed to the reader. */
  readonly envois: readonly EnvoiReunion[] | null;
  /** true: may prepare, convene and cancel it. */
  readonly ecrire: boolean;
  /** true: may open and close it. */
  readonly tenir: boolean;
};

/** Throws `reunion-inconnue`. */
export async function readReunion(base: Base, epci: string, id: number): Promise<ReunionLue> {
  const reunion = await findReunion(base, epci, id);
  const ecrire = peutPartout(base.acteur, "instance", "modifier", epci);
  const [territoire, instance, membres, points, pieces, envois] = await Promise.all([
    base.territoires.find(epci),
    findInstance(base, epci, reunion.instance),
    base.instances.membres(epci),
    base.tenues.points(epci, id),
    base.reunions.pieces(epci, id),
    ecrire ? base.reunions.envois(epci, id) : null,
  ]);
  return {
    territoire: { epci, nom: territoire?.nom ?? epci, demonstration: territoire?.demonstration ?? false },
    reunion,
    instance,
    points,
    pieces,
    envois,
    ecrire,
    quand: sayQuand(reunion),
    ou: sayOu(reunion),
    quorum: sayQuorum(reunion.quorum ?? instance.quorum),
    membres: membres.filter((membre) => membre.instance === instance.id && isMembreLe(membre, reunion.jour)),
    tenir: peutPartout(base.acteur, "instance", "valider", epci),
  };
}

const JOURS_SEMAINE = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

/** « vendredi 5 octobre 2018, de 14 h à 16 h ». */
export function sayQuand(reunion: Pick<Reunion, "jour" | "heure" | "dureeMinutes">): string {
  const semaine = JOURS_SEMAINE[new Date(`${reunion.jour}T00:00:00Z`).getUTCDay()] ?? "";
  return `${semaine} ${formatJour(reunion.jour)}, ${formatHoraire(reunion)}`;
}

function sayOu({ lieu, visio }: Pick<Reunion, "lieu" | "visio">): string {
  if (lieu !== null) return visio === null ? lieu : `${lieu}, et par visioconférence`;
  return visio === null ? "lieu à préciser" : "par visioconférence";
}

export type FiltreReunions = {
  readonly instance: number | null;
  readonly etat: EtatReunion | null;
  readonly annee: number | null;
};

export type ReunionListee = {
  readonly reunion: Reunion;
  readonly instance: string;
  readonly quand: string;
  readonly ou: string;
};

export type Reunions = {
  readonly territoire: string;
  readonly filtre: FiltreReunions;
  readonly instances: readonly Instance[];
  /** Years with a meeting, latest first. */
  readonly annees: readonly number[];
  /** By month (« 2018-10 »), in the order of the days. */
  readonly mois: readonly { readonly mois: string; readonly reunions: readonly ReunionListee[] }[];
  /** Count of the meetings of the territory, before the filter. */
  readonly total: number;
  readonly partenaire: boolean;
  readonly ecrire: boolean;
};

export async function readReunions(base: Base, epci: string, filtre: FiltreReunions): Promise<Reunions> {
  const [instances, toutes] = await Promise.all([base.instances.list(epci), base.reunions.list(epci)]);
  const kept = toutes.filter((reunion) => keeps(filtre, reunion)).toReversed();
  const noms = new Map(instances.map(({ id, nom }) => [id, nom]));
  const mois = [...new Set(kept.map(({ jour }) => jour.slice(0, 7)))];
  return {
    territoire: epci,
    filtre,
    instances,
    total: toutes.length,
    annees: [...new Set(toutes.map(({ jour }) => Number(jour.slice(0, 4))))],
    mois: mois.map((one) => ({
      mois: one,
      reunions: kept
        .filter(({ jour }) => jour.startsWith(one))
        .map((reunion) => ({
          reunion,
          instance: noms.get(reunion.instance) ?? "",
          quand: sayQuand(reunion),
          ou: sayOu(reunion),
        })),
    })),
    partenaire: peutPartout(base.acteur, "instance", "lire", epci),
    ecrire: peutPartout(base.acteur, "instance", "creer", epci),
  };
}

function keeps({ instance, etat, annee }: FiltreReunions, reunion: Reunion): boolean {
  if (instance !== null && reunion.instance !== instance) return false;
  if (etat !== null && reunion.etat !== etat) return false;
  return annee === null || reunion.jour.startsWith(String(annee));
}
