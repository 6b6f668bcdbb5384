import { referenceSeance } from "#attributions/regles/cal/seance.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peut, peutPartout } from "#socle/regles/habilitation/peut.ts";

/** A meeting of the governance, or a session of a commission d’attribution, that is still to come. */
export type RendezVous = {
  readonly jour: string;
  readonly heure: string;
  readonly titre: string;
  /** Nobody is convened yet. */
  readonly aConvoquer: boolean;
  /** Address under the territory. */
  readonly chemin: string;
};

type Question = { readonly epci: string; readonly aujourdhui: string };

/** The first of today or after that the person may read. */
const MAX = 3;

export async function readRendezVous(base: Base, question: Question): Promise<readonly RendezVous[]> {
  const lus = await Promise.all([readReunions(base, question), readSeances(base, question)]);
  return lus
    .flat()
    .filter(({ jour }) => jour >= question.aujourdhui)
    .toSorted((a, b) => `${a.jour} ${a.heure}`.localeCompare(`${b.jour} ${b.heure}`))
    .slice(0, MAX);
}

async function readReunions(base: Base, { epci }: Question): Promise<readonly RendezVous[]> {
  if (!peutPartout(base.acteur, "instance", "lire", epci)) return [];
  return (await base.reunions.list(epci))
    .filter(({ etat }) => etat !== "close" && etat !== "annulee")
    .map(({ id, jour, heure, titre, etat }) => ({
      jour,
      heure,
      titre,
      aConvoquer: etat === "preparation",
      chemin: `commission/reunions/${id}`,
    }));
}

async function readSeances(base: Base, { epci }: Question): Promise<readonly RendezVous[]> {
  if (!peut(base.acteur, "seance", "lire", epci)) return [];
  return (await base.cal.list(epci))
    .filter(({ etat }) => etat !== "close" && etat !== "notifiee")
    .map(({ id, tenueLe, heure, annee, numero, nomBailleur, etat }) => ({
      jour: tenueLe,
      heure,
      titre: `Séance ${referenceSeance(annee, numero)} (${nomBailleur})`,
      aConvoquer: etat === "preparation",
      chemin: `cal/${id}`,
    }));
}
