import type { Base } from "#socle/lectures/base.ts";
import { isMembreLe, isVisio } from "#socle/regles/gouvernance/convocation.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import {
  findLogement,
  findSeance,
  logementHorsSeance,
  reglesEnVigueur,
  requireSecretaire,
  territoiresDe,
} from "../../lectures/cal/seance-lue.ts";
import { siegePartout } from "../../regles/cal/composition.ts";
import { checkMode } from "../../regles/cal/reglement.ts";
import { checkEtat, JOURS_APRES_SEANCE } from "../../regles/cal/seance.ts";
import type { SeanceAPreparer, SeanceCal } from "./ports.ts";

export type SeanceSaisie = Omit<SeanceAPreparer, "fenetreHeures" | "synthetique"> & {
  /** null: as long as the rules say. */
  readonly fenetreHeures: number | null;
  readonly synthetique?: boolean;
  readonly aujourdhui: string;
};

/**
 * A session to come, with those who sit that day. Refuses `droit-absent`, `cal-mode`, `cal-jour`, `cal-visio` and those of free texts. Returns its id.
 */
export async function preparerSeance(base: Base, saisie: SeanceSaisie): Promise<number> {
  const { aujourdhui, synthetique = false, ...seance } = saisie;
  requireSecretaire(base, seance);
  checkSaisie(saisie);
  return base.serialisable(async (tx) => {
    const { mode, tenueLe, epci, organisation } = seance;
    const regles = await reglesEnVigueur(tx, seance);
    checkMode(mode, regles);
    const fenetreHeures = mode === "asynchrone" ? (seance.fenetreHeures ?? regles.fenetreHeures) : null;
    const id = await tx.cal.preparer({ ...seance, fenetreHeures, synthetique });
    const surSeance = { id, epci, organisation, territoires: [] };
    await seat(tx, surSeance, tenueLe);
    const { compte } = tx.acteur;
    if (compte !== null)
      await tx.cal.ouvrirA(surSeance, epci, compte, aujourdhui, addDays(tenueLe, JOURS_APRES_SEANCE));
    await tx.journal.ecrire({ acte: "cal-preparee", ressource: "seance", epci, objet: `seance:${id}` });
    return id;
  });
}

function checkSaisie({ tenueLe, aujourdhui, lieu, visio }: SeanceSaisie): void {
  if (tenueLe < aujourdhui) {
    throw new Refus("cal-jour", "Le jour de la séance est passé. Choisissez un jour à venir.", { champ: "jour" });
  }
  if (visio !== null && !isVisio(visio)) {
    throw new Refus("cal-visio", "Lien de la séance : une adresse qui commence par https:// est attendue.", {
      champ: "visio",
    });
  }
  if (lieu !== null) relireTexte(lieu, "Lieu :", { relu: false, aRelire: "cal-a-relire", details: { champ: "lieu" } });
}

type SurSeance = Pick<SeanceCal, "id" | "epci" | "organisation" | "territoires">;

/**
 * Seats the members in force that day, and the secretary who prepares the session. The members of the bailleur are those of the territory where it is
 * convened, for all of its dwellings: one quorum. Whoever else sits does so for the territory that wrote them.
 */
export async function seat(tx: Base, seance: SurSeance, jour: string): Promise<void> {
  const { compte } = tx.acteur;
  let assis = compte === null;
  for (const epci of territoiresDe(seance)) {
    const membres = (await tx.cal.composition(epci, seance.organisation)).filter(
      (membre) => isMembreLe(membre, jour) && (epci === seance.epci || !siegePartout(membre)),
    );
    for (const membre of membres) {
      await tx.cal.asseoir(seance, membre, siegePartout(membre) ? null : epci);
      assis ||= membre.compte === compte;
    }
  }
  if (assis) return;
  const rien = { designation: null, commune: null, reservataire: null, president: false };
  await tx.cal.asseoir(seance, { ...rien, qualite: "secretariat", compte }, null);
}

export type SurLogement = { readonly epci: string; readonly seance: number; readonly liberation: number };

/** Keys of the résidences of the list of the convention in force; null: none was adopted. */
export async function readMixite(
  { desequilibres }: Pick<Base, "desequilibres">,
  epci: string,
): Promise<ReadonlySet<string> | null> {
  const arretee = (await desequilibres.listes(epci)).find(({ etat }) => etat === "arretee");
  return arretee ? new Set(arretee.lignes.filter(({ retenue }) => retenue).map(({ cle }) => cle)) : null;
}

/**
 * Dwellings put on the agenda, of whatever territory where one holds the commission of that bailleur; their candidates are before it from then on.
 * Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `cal-inscription`.
 */
export async function inscrireLogements(
  base: Base,
  { epci, seance: id, liberations }: Omit<SurLogement, "liberation"> & { readonly liberations: readonly number[] },
): Promise<void> {
  await base.serialisable(async (tx) => {
    const seance = await findSeance(tx, epci, id);
    requireSecretaire(tx, seance);
    checkEtat(seance.etat, ["preparation"], "inscrire un logement");
    const mixites = new Map<string, ReadonlySet<string> | null>();
    for (const liberation of liberations) {
      const ici = await territoireTenu(tx, seance, liberation);
      const mixite = mixites.get(ici) ?? (await readMixite(tx, ici));
      mixites.set(ici, mixite);
      if (!(await tx.cal.inscrire(seance, { epci: ici, liberation }, mixite))) {
        throw conflit(
          "cal-inscription",
          "Un de ces logements ne peut pas être inscrit : il attend déjà une séance, il est attribué, ou sa commune n’est pas écrite.",
        );
      }
      await tx.journal.ecrire({
        acte: "cal-ordre-modifie",
        ressource: "seance",
        epci: ici,
        objet: `seance:${id}/liberation:${liberation}`,
      });
    }
  });
}

/** Territory of a dwelling, where one holds the commission of its bailleur. Refuses `droit-absent`, `cal-inscription`. */
async function territoireTenu(tx: Base, { organisation }: SeanceCal, liberation: number): Promise<string> {
  const lu = await tx.cal.territoireDe(organisation, liberation);
  if (lu === null) {
    throw conflit(
      "cal-inscription",
      "Un de ces logements n’est pas de ce bailleur, ou il est sur un territoire où vous ne tenez pas sa commission.",
    );
  }
  requireSecretaire(tx, { epci: lu.epci, organisation }, lu.nom);
  return lu.epci;
}

/** Before the convocation alone. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `logement-hors-seance`. */
export async function retirerLogement(base: Base, { epci, seance: id, liberation }: SurLogement): Promise<void> {
  await base.transaction(async (tx) => {
    const seance = await findSeance(tx, epci, id);
    requireSecretaire(tx, seance);
    checkEtat(seance.etat, ["preparation"], "retirer un logement");
    const logement = findLogement({ logements: await tx.cal.logements(id) }, liberation);
    if (!(await tx.cal.retirer(id, liberation))) throw logementHorsSeance();
    await tx.journal.ecrire({
      acte: "cal-ordre-modifie",
      ressource: "seance",
      epci: logement.epci,
      objet: `seance:${id}/liberation:${liberation}`,
    });
  });
}
