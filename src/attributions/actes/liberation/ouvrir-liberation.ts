import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { Liberation, LiberationAModifier, LiberationAOuvrir } from "../../lectures/liberation/ports.ts";
import { checkDates, type DatesLiberation } from "../../regles/liberation/liberation.ts";
import { declarantOf, findLogementSuivi } from "../logement/declarer-logement.ts";

export type LiberationSaisie = Omit<LiberationAOuvrir, "organisation" | "ouverteLe"> & { readonly aujourdhui: string };

/**
 * A bailleur opens the letting of one of its dwellings: notice received, new and to be delivered, or already empty. Returns its `id`. Refuses
 * `droit-absent`, `logement-inconnu`, `liberation-date`, `liberation-deja-ouverte`.
 */
export async function ouvrirLiberation(base: Base, { aujourdhui, ...saisie }: LiberationSaisie): Promise<number> {
  const { epci, logement } = saisie;
  const organisation = writerOf(base, epci);
  const suivi = await findLogementSuivi(base, epci, logement);
  if (suivi.bailleur.organisation !== organisation) throw notYours();
  checkDates({ ...SANS_DATES, ...saisie.dates }, aujourdhui);
  return base.transaction(async (tx) => {
    const id = await tx.liberations.add({ ...saisie, organisation, ouverteLe: aujourdhui });
    if (id === null) {
      throw conflit(
        "liberation-deja-ouverte",
        "Ce logement est déjà dans la liste des logements à attribuer. Ouvrez-le pour mettre ses dates à jour.",
        { champ: "logement" },
      );
    }
    await tx.journal.ecrire({
      acte: "liberation-ouverte",
      ressource: "logement-prive",
      epci,
      objet: `liberation:${id}`,
    });
    return id;
  });
}

const SANS_DATES: DatesLiberation = {
  preavis: null,
  "etat-des-lieux": null,
  travaux: null,
  disponible: null,
  proposee: null,
  commission: null,
  offre: null,
  bail: null,
};

export type LiberationModifiee = {
  readonly epci: string;
  readonly id: number;
  readonly revision: number;
  readonly valeurs: LiberationAModifier;
  readonly aujourdhui: string;
};

/** Changes its steps, its financing, its cause. Refuses `droit-absent`, `liberation-inconnue`, `liberation-date`, `liberation-changee`. */
export async function modifierLiberation(
  base: Base,
  { epci, id, revision, valeurs, aujourdhui }: LiberationModifiee,
): Promise<void> {
  const liberation = await ownLiberation(base, epci, id);
  checkDates({ ...liberation.dates, ...valeurs.dates }, aujourdhui);
  await base.transaction(async (tx) => {
    if (!(await tx.liberations.update(epci, id, revision, valeurs))) throw changedLiberation();
    await tx.journal.ecrire({ acte: "liberation-datee", ressource: "logement-prive", epci, objet: `liberation:${id}` });
  });
}

/** Refuses `liberation-inconnue`. */
export async function findLiberation(base: Pick<Base, "liberations">, epci: string, id: number): Promise<Liberation> {
  const found = await base.liberations.find(epci, id);
  if (found) return found;
  throw introuvable(
    "liberation-inconnue",
    "Ce logement n’est pas dans la liste des logements à attribuer, ou n’est pas ouvert à votre habilitation.",
  );
}

/** A dwelling of the actor's own organisation. Refuses `droit-absent`, `liberation-inconnue`. */
export async function ownLiberation(base: Base, epci: string, id: number): Promise<Liberation> {
  const organisation = writerOf(base, epci);
  const liberation = await findLiberation(base, epci, id);
  if (liberation.bailleur.organisation !== organisation) throw notYours();
  return liberation;
}

function writerOf(base: Base, epci: string): number {
  const organisation = declarantOf(base, epci);
  if (organisation === null) throw notYours();
  return organisation;
}

function notYours(): Refus {
  return interdit("droit-absent", "Un logement à attribuer se suit au nom du bailleur à qui il est.");
}

export function changedLiberation(): Refus {
  return conflit(
    "liberation-changee",
    "Ce logement vient d’être modifié par une autre personne, ou il n’est plus à attribuer. Rechargez la page avant de recommencer.",
  );
}
