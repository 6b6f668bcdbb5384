import type { Base } from "#socle/lectures/base.ts";
import { isMembreLe, isVisio } from "#socle/regles/gouvernance/convocation.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { findSeance, logementHorsSeance, reglesEnVigueur, requireSecretaire } from "../../lectures/cal/seance-lue.ts";
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
    const surSeance = { id, epci, organisation };
    await seat(tx, surSeance, tenueLe);
    const { compte } = tx.acteur;
    if (compte !== null) await tx.cal.ouvrirA(surSeance, compte, aujourdhui, addDays(tenueLe, JOURS_APRES_SEANCE));
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

type SurSeance = Pick<SeanceCal, "id" | "epci" | "organisation">;

/** Seats the members in force that day, and the secretary who prepares the session. */
export async function seat(tx: Base, seance: SurSeance, jour: string): Promise<void> {
  const membres = (await tx.cal.composition(seance.epci, seance.organisation)).filter((membre) =>
    isMembreLe(membre, jour),
  );
  for (const membre of membres) await tx.cal.asseoir(seance, membre);
  const { compte } = tx.acteur;
  if (compte === null || membres.some((membre) => membre.compte === compte)) return;
  const rien = { designation: null, commune: null, reservataire: null, president: false };
  await tx.cal.asseoir(seance, { ...rien, qualite: "secretariat", compte });
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
 * Dwellings put on the agenda; their candidates are before the commission from then on. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`,
 * `cal-inscription`.
 */
export async function inscrireLogements(
  base: Base,
  { epci, seance: id, liberations }: Omit<SurLogement, "liberation"> & { readonly liberations: readonly number[] },
): Promise<void> {
  await base.serialisable(async (tx) => {
    const seance = await findSeance(tx, epci, id);
    requireSecretaire(tx, seance);
    checkEtat(seance.etat, ["preparation"], "inscrire un logement");
    const mixite = await readMixite(tx, epci);
    for (const liberation of liberations) {
      if (!(await tx.cal.inscrire(seance, liberation, mixite))) {
        throw conflit(
          "cal-inscription",
          "Un de ces logements ne peut pas être inscrit : il attend déjà une séance, il est attribué, ou sa commune n’est pas écrite.",
        );
      }
      await tx.journal.ecrire({
        acte: "cal-ordre-modifie",
        ressource: "seance",
        epci,
        objet: `seance:${id}/liberation:${liberation}`,
      });
    }
  });
}

/** Before the convocation alone. Refuses `seance-inconnue`, `droit-absent`, `cal-etat`, `logement-hors-seance`. */
export async function retirerLogement(base: Base, { epci, seance: id, liberation }: SurLogement): Promise<void> {
  await base.transaction(async (tx) => {
    const seance = await findSeance(tx, epci, id);
    requireSecretaire(tx, seance);
    checkEtat(seance.etat, ["preparation"], "retirer un logement");
    if (!(await tx.cal.retirer(id, liberation))) throw logementHorsSeance();
    await tx.journal.ecrire({
      acte: "cal-ordre-modifie",
      ressource: "seance",
      epci,
      objet: `seance:${id}/liberation:${liberation}`,
    });
  });
}
