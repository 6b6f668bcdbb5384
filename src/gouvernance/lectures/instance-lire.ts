import type { Base } from "#socle/lectures/base.ts";
import { isMembreLe } from "#socle/regles/gouvernance/convocation.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatCompte, formatJour, formatTauxCourt } from "#socle/regles/shared/format.ts";
import { findInstance } from "../actes/instance-ecrire.ts";
import { type RythmeInstance, readRythme } from "../regles/calendrier-instance.ts";
import type { ContactInstance, Instance, MembreInstance, Reunion } from "./ports.ts";

export type MembreLu = MembreInstance & {
  /** true: member on the day of the reading. */
  readonly actuel: boolean;
  /** null: closed to the reader. Empty: no contact. */
  readonly contacts: readonly ContactInstance[] | null;
};

export type InstanceLue = {
  readonly instance: Instance;
  readonly rythme: RythmeInstance;
  /** Sentence on the frequency of the meetings, and on the known ones. */
  readonly phraseRythme: string;
  readonly phraseQuorum: string;
  readonly phraseFrequence: string;
  /** Current members, then the future and past ones. */
  readonly membres: readonly MembreLu[];
  /** Latest first. */
  readonly reunions: readonly Reunion[];
};

export type Instances = {
  readonly territoire: string;
  readonly instances: readonly InstanceLue[];
  /** false: the reader sees the instances, without members or meetings. */
  readonly partenaire: boolean;
  readonly ecrire: boolean;
};

type Question = { readonly epci: string; readonly aujourdhui: string };

/** Instances of the territory, active ones first. */
export async function readInstances(base: Base, { epci, aujourdhui }: Question): Promise<Instances> {
  const [instances, membres, reunions] = await Promise.all([
    base.instances.list(epci),
    base.instances.membres(epci),
    base.reunions.list(epci),
  ]);
  const faits = { membres, reunions, contacts: null };
  return {
    territoire: epci,
    instances: instances.map((instance) => readOne(instance, faits, aujourdhui)),
    // The scope « publié » opens the instances alone.
    partenaire: peutPartout(base.acteur, "instance", "lire", epci),
    ecrire: peutPartout(base.acteur, "instance", "creer", epci),
  };
}

/** Throws `instance-inconnue`. */
export async function readInstance(
  base: Base,
  { epci, aujourdhui, id }: Question & { readonly id: number },
): Promise<InstanceLue> {
  const [instance, membres, reunions] = await Promise.all([
    findInstance(base, epci, id),
    base.instances.membres(epci),
    base.reunions.list(epci),
  ]);
  const contacts = peutPartout(base.acteur, "instance", "creer", epci) ? await base.instances.contacts(epci) : null;
  return readOne(instance, { membres, reunions, contacts }, aujourdhui);
}

type Faits = {
  readonly membres: readonly MembreInstance[];
  readonly reunions: readonly Reunion[];
  readonly contacts: readonly ContactInstance[] | null;
};

function readOne(instance: Instance, { membres, reunions, contacts }: Faits, aujourdhui: string): InstanceLue {
  const own = reunions.filter((reunion) => reunion.instance === instance.id);
  const rythme = readRythme(instance, own, aujourdhui);
  return {
    instance,
    rythme,
    phraseRythme: sayRythme(rythme),
    phraseQuorum: sayQuorum(instance.quorum),
    phraseFrequence: sayFrequence(instance.frequenceMois),
    membres: membres
      .filter((membre) => membre.instance === instance.id)
      .map((membre) => ({
        ...membre,
        actuel: isMembreLe(membre, aujourdhui),
        contacts: contacts?.filter((contact) => contact.membre === membre.id) ?? null,
      }))
      .sort((a, b) => Number(b.actuel) - Number(a.actuel)),
    reunions: own,
  };
}

/** « Quorum : 50 % des voix », or that no text sets one: no default of a half. */
export function sayQuorum(quorum: number | null): string {
  return quorum === null ? "aucun quorum écrit" : `${formatTauxCourt(quorum)} des voix`;
}

function sayFrequence(mois: number | null): string {
  if (mois === null) return "aucune fréquence écrite";
  const connues: Readonly<Record<number, string>> = {
    1: "chaque mois",
    3: "chaque trimestre",
    6: "deux fois par an",
    12: "chaque année",
  };
  return connues[mois] ?? `tous les ${mois}\u00A0mois`;
}

function sayRythme({ etat, attendue, prochaine, retardJours }: RythmeInstance): string {
  const suite = prochaine === null ? "Aucune réunion n’est prévue." : `Prochaine réunion le ${formatJour(prochaine)}.`;
  if (etat === "sans-rythme") return suite;
  if (etat === "jamais-reunie") return `Aucune réunion tenue n’est connue. ${suite}`;
  if (attendue === null) return suite;
  const depart = `Attendue avant le ${formatJour(attendue)}`;
  if (retardJours === 0) return `${depart}. ${suite}`;
  return `${depart}\u00A0: ${formatCompte(retardJours, "jour")} de retard. ${suite}`;
}
