import {
  type FaitsOccupation,
  lireSituations,
  type SituationsLues,
  situationsAt,
} from "#droit/regles/examen-triennal.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { findSeance } from "../../lectures/cal/seance-lue.ts";
import type { AdaptationOccupation, BailSuiviASaisir, ZoneExamen } from "../../lectures/examen-occupation/ports.ts";
import { bailleurOf, findBailSuivi, findDernierExamen } from "../../lectures/examen-occupation/read-examens.ts";
import { checkEtat } from "../../regles/cal/seance.ts";
import {
  checkBailSuivi,
  checkJourExamen,
  isATransmettre,
  type SuiteOccupation,
} from "../../regles/examen-occupation/examen-occupation.ts";

const RESSOURCE = "examen-occupation";

/** Organisation of the actor. Refuses `droit-absent`. */
function requireBailleur(base: Pick<Base, "acteur">, epci: string): number {
  const organisation = bailleurOf(base, epci);
  if (organisation !== null) return organisation;
  throw interdit("droit-absent", "Les baux et leurs examens s’écrivent au nom du bailleur.");
}

/**
 * Follows a lease in force that was not signed in Blaise. Returns its `id`. Refuses `droit-absent`, `bail-suivi-cle`, `bail-suivi-reference`,
 * `bail-suivi-date`,
 * `bail-suivi-commune`, `bail-suivi-existe`.
 */
export async function suivreBail(
  base: Base,
  saisie: Omit<BailSuiviASaisir, "organisation"> & { readonly aujourdhui: string },
): Promise<number> {
  const { aujourdhui, ...bail } = saisie;
  const organisation = requireBailleur(base, bail.epci);
  checkBailSuivi(bail);
  if (bail.signeLe > aujourdhui) {
    throw new Refus("bail-suivi-date", "Bail signé le : ce jour n’est pas encore passé.", { champ: "signe_le" });
  }
  const communes = await base.territoires.communes(bail.epci);
  if (bail.commune !== null && !communes.some(({ commune }) => commune === bail.commune)) {
    throw new Refus("bail-suivi-commune", "Commune : choisissez une commune du territoire.", { champ: "commune" });
  }
  return base.transaction(async (tx) => {
    const id = await tx.examensOccupation.ajouterBail({ ...bail, organisation });
    if (id === null) {
      throw conflit("bail-suivi-existe", "Ce logement a déjà un bail suivi : closez-le avant d’en écrire un autre.", {
        champ: "cle",
      });
    }
    await tx.journal.ecrire({ acte: "bail-suivi", ressource: RESSOURCE, epci: bail.epci, objet: `bail-suivi:${id}` });
    return id;
  });
}

/** Follows the leases of the last published RPLS, dated to the month. Returns the count taken. Refuses `droit-absent`. */
export async function reprendreBaux(base: Base, epci: string): Promise<number> {
  const organisation = requireBailleur(base, epci);
  return base.transaction(async (tx) => {
    const pris = await tx.examensOccupation.reprendre(epci, organisation);
    await tx.journal.ecrire({ acte: "bail-suivi", ressource: RESSOURCE, epci, objet: `bail-suivi:rpls:${pris}` });
    return pris;
  });
}

/** Ends the follow-up: the tenant has left. Refuses `droit-absent`, `bail-suivi-inconnu`, `bail-suivi-date`. */
export async function cloreBailSuivi(
  base: Base,
  {
    epci,
    id,
    le,
    aujourdhui,
  }: { readonly epci: string; readonly id: number; readonly le: string; readonly aujourdhui: string },
): Promise<void> {
  requireBailleur(base, epci);
  const bail = await findBailSuivi(base, epci, id);
  await base.transaction(async (tx) => {
    if (le > aujourdhui || le < bail.signeLe || !(await tx.examensOccupation.clore(epci, id, le))) {
      throw new Refus(
        "bail-suivi-date",
        "Fin du bail : choisissez un jour entre la signature et aujourd’hui, d’un bail en cours.",
        { champ: "clos_le" },
      );
    }
    await tx.journal.ecrire({ acte: "bail-suivi-clos", ressource: RESSOURCE, epci, objet: `bail-suivi:${id}` });
  });
}

export type AExaminer = {
  readonly epci: string;
  readonly bail: number;
  readonly examineLe: string;
  readonly faits: Omit<FaitsOccupation, keyof AdaptationOccupation>;
  /** null: the actor may not read sensitive data, and writes none. */
  readonly adaptation: AdaptationOccupation | null;
  readonly aujourdhui: string;
};

const RIEN_DIT: AdaptationOccupation = { logementAdapte: "inconnu", depart: "inconnu", besoin: "inconnu" };

/**
 * Examines one lease: the facts found give the situations of the text, and decide nothing on the household. Returns the situations. Refuses
 * `droit-absent`, `bail-suivi-inconnu`, `bail-suivi-clos`, `examen-date`, `examen-en-cours`.
 */
export async function examinerOccupation(base: Base, saisie: AExaminer): Promise<SituationsLues> {
  const { epci, examineLe, aujourdhui, adaptation } = saisie;
  const organisation = requireBailleur(base, epci);
  const bail = await findBailSuivi(base, epci, saisie.bail);
  if (bail.closLe !== null) throw conflit("bail-suivi-clos", "Ce bail est clos : il ne s’examine plus.");
  checkJourExamen(examineLe, bail.signeLe, aujourdhui);
  const [dernier] = await base.examensOccupation.examens(epci, bail.id);
  if (dernier && dernier.transmisLe !== null && dernier.avis === null) {
    throw conflit("examen-en-cours", "Le dernier examen de ce bail est devant la commission : attendez son avis.");
  }
  const lues = lireSituations({ ...saisie.faits, ...(adaptation ?? RIEN_DIT) }, examineLe);
  const reserves = new Set(situationsAt(examineLe).flatMap(({ code, sensible }) => (sensible ? [code] : [])));
  await base.transaction(async (tx) => {
    const id = await tx.examensOccupation.ajouter({
      epci,
      organisation,
      bailSuivi: bail.id,
      examineLe,
      commune: bail.commune,
      synthetique: bail.synthetique,
      ...saisie.faits,
      situations: lues.relevees.filter((code) => !reserves.has(code)),
      reservee: lues.relevees.some((code) => reserves.has(code)),
    });
    if (adaptation) await tx.examensOccupation.ajouterAdaptation({ id, epci, organisation }, adaptation);
    await tx.journal.ecrire({ acte: "occupation-examinee", ressource: RESSOURCE, epci, objet: `examen:${id}` });
  });
  return lues;
}

export type ATransmettre = {
  readonly epci: string;
  readonly bail: number;
  readonly seance: number;
  readonly aujourdhui: string;
};

/**
 * Puts the examination on the agenda of a session in preparation. Refuses `droit-absent`, `bail-suivi-inconnu`, `examen-sans-situation`,
 * `seance-inconnue`, `cal-etat`.
 */
export async function transmettreExamen(
  base: Base,
  { epci, bail, seance: id, aujourdhui }: ATransmettre,
): Promise<void> {
  const organisation = requireBailleur(base, epci);
  const dernier = await findDernierExamen(base, epci, bail);
  if (!dernier || !isATransmettre(dernier)) {
    throw conflit("examen-sans-situation", "Le dernier examen de ce bail n’a rien à transmettre, ou l’est déjà.");
  }
  await base.transaction(async (tx) => {
    const seance = await findSeance(tx, epci, id);
    if (seance.organisation !== organisation || seance.epci !== epci)
      throw introuvable("seance-inconnue", "Cette séance n’est pas de votre commission.");
    checkEtat(seance.etat, ["preparation"], "y inscrire un examen");
    if (!(await tx.examensOccupation.transmettre(epci, dernier.id, id, aujourdhui))) {
      throw conflit("examen-sans-situation", "Cet examen vient d’être transmis. Rechargez la page.");
    }
    const objet = `examen:${dernier.id}/seance:${id}`;
    await tx.journal.ecrire({ acte: "occupation-transmise", ressource: RESSOURCE, epci, objet });
  });
}

export type ASuivre = {
  readonly epci: string;
  readonly bail: number;
  readonly suite: SuiteOccupation;
  readonly le: string;
  readonly notifieLe: string | null;
  readonly aujourdhui: string;
};

/**
 * Records the follow-up of the « parcours résidentiel » with the tenant. Refuses `droit-absent`, `bail-suivi-inconnu`, `examen-sans-avis`,
 * `examen-suite-date`.
 */
export async function suivreExamen(
  base: Base,
  { epci, bail, suite, le, notifieLe, aujourdhui }: ASuivre,
): Promise<void> {
  requireBailleur(base, epci);
  const dernier = await findDernierExamen(base, epci, bail);
  if (!dernier?.avisLe) throw conflit("examen-sans-avis", "La commission n’a pas encore donné son avis sur ce bail.");
  for (const [champ, jour] of [
    ["suite_le", le],
    ["notifie_le", notifieLe],
  ] as const) {
    if (jour === null || (jour >= dernier.avisLe && jour <= aujourdhui)) continue;
    throw new Refus("examen-suite-date", "Choisissez un jour entre l’avis de la commission et aujourd’hui.", { champ });
  }
  await base.transaction(async (tx) => {
    await tx.examensOccupation.suivre(epci, dernier.id, { suite, le, notifieLe });
    await tx.journal.ecrire({ acte: "occupation-suivie", ressource: RESSOURCE, epci, objet: `examen:${dernier.id}` });
  });
}

/** Records whether the territory is in the zones of the text. Refuses `examen-zone-source`, `examen-zone-a-relire`, `examen-zone-existe`. */
export async function direZoneExamen(
  base: Base,
  { epci, relu, ...zone }: ZoneExamen & { readonly epci: string; readonly relu: boolean },
): Promise<void> {
  const source = zone.source.trim();
  const details = { champ: "source" };
  if (source.length < 3 || source.length > 200) {
    throw new Refus("examen-zone-source", "Texte : citez le décret ou l’arrêté (de 3 à 200 signes).", details);
  }
  relireTexte(source, "Texte :", { relu, aRelire: "examen-zone-a-relire", details });
  await base.transaction(async (tx) => {
    if (!(await tx.examensOccupation.ajouterZone(epci, { ...zone, source }))) {
      throw conflit("examen-zone-existe", "Une réponse est déjà écrite à partir de ce jour.", { champ: "depuis" });
    }
    await tx.journal.ecrire({
      acte: "zone-examen-dite",
      ressource: "perimetre",
      epci,
      objet: `zone-examen:${zone.depuis}`,
    });
  });
}
