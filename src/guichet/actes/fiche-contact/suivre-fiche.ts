import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { FicheContact, SuiteFiche } from "../../lectures/fiche-contact/ports.ts";
import { hasDossier, type IssueFiche, REFERENCE_DOSSIER } from "../../regles/fiche-contact/fiche-contact.ts";

type Ou = { readonly epci: string; readonly fiche: number; readonly maintenant: string };

/** The recipient acknowledges the form. Refuses `fiche-inconnue`, `fiche-deja-suivie`. */
export async function accuserFiche(base: Base, { epci, fiche: id, maintenant }: Ou): Promise<void> {
  await base.transaction(async (tx) => {
    const { fiche, suite } = await openRecue(tx, epci, id);
    await acknowledge(tx, { fiche, suite, maintenant });
    await write(tx, fiche, "accusee");
  });
}

export type FicheASuivre = Ou & {
  readonly issue: IssueFiche;
  /** Reference of the file, when the issue is tied to one. */
  readonly dossier: string | null;
};

/**
 * The recipient closes its part; a part not acknowledged yet is acknowledged at that moment. Refuses `fiche-inconnue`, `fiche-deja-suivie`,
 * `fiche-dossier`.
 */
export async function suivreFiche(base: Base, demande: FicheASuivre): Promise<void> {
  const { epci, fiche: id, issue, maintenant } = demande;
  await base.transaction(async (tx) => {
    const { fiche, suite } = await openRecue(tx, epci, id);
    const demandeur = await findDossier(tx, demande);
    if (suite.accuseeLe === null) await acknowledge(tx, { fiche, suite, maintenant });
    const done = await tx.fichesContact.close(epci, id, suite.organisation, { issue, demandeur, le: maintenant });
    if (!done) throw alreadyClosed();
    await write(tx, fiche, issue);
    if (demandeur !== null) {
      await ecrireEvenement(tx, {
        epci,
        demandeur,
        code: "contact-pris",
        objet: `fiche-contact:${fiche.reference}`,
      });
    }
  });
}

/** Part of the form that the actor's organisation received; null: it received none. */
export function ownSuite(base: Pick<Base, "acteur">, { epci, suites }: FicheContact): SuiteFiche | null {
  const own = new Set(
    habilitationsFor(base.acteur, "prospect", "modifier", epci).map(({ organisation }) => organisation),
  );
  return suites.find(({ organisation }) => own.has(organisation)) ?? null;
}

async function openRecue(tx: Base, epci: string, id: number) {
  const fiche = await tx.fichesContact.find(epci, id);
  const suite = fiche && ownSuite(tx, fiche);
  if (!fiche || !suite) throw unknownFiche();
  if (suite.issue !== null) throw alreadyClosed();
  return { fiche, suite };
}

type Recue = { readonly fiche: FicheContact; readonly suite: SuiteFiche; readonly maintenant: string };

async function acknowledge(tx: Base, { fiche, suite, maintenant }: Recue): Promise<void> {
  const par = { compte: tx.acteur.compte, le: maintenant };
  if (await tx.fichesContact.acknowledge(fiche.epci, fiche.id, suite.organisation, par)) return;
  throw conflit("fiche-deja-suivie", "La réception de cette fiche est déjà accusée pour votre organisme.");
}

function write(tx: Base, { epci, reference }: FicheContact, quoi: string): Promise<void> {
  const objet = `fiche-contact:${reference}:${quoi}`;
  return tx.journal.ecrire({ acte: "fiche-contact-suivie", ressource: "prospect", epci, objet });
}

async function findDossier(tx: Base, { epci, issue, dossier }: FicheASuivre): Promise<string | null> {
  if (dossier === null || !hasDossier(issue)) return null;
  const found = REFERENCE_DOSSIER.test(dossier) ? await tx.fichesContact.findDossier(epci, dossier) : null;
  if (found !== null) return found;
  throw new Refus(
    "fiche-dossier",
    "Référence du dossier : aucun dossier que vous puissiez lire ne la porte. Recopiez-la (D-7KQ4-XM2R), ou laissez vide.",
  );
}

export function unknownFiche(): Refus {
  return introuvable(
    "fiche-inconnue",
    "Cette fiche contact n’existe pas, ou n’est pas adressée à votre organisme. Choisissez-la dans la liste.",
  );
}

function alreadyClosed(): Refus {
  return conflit("fiche-deja-suivie", "Votre organisme a déjà dit la suite donnée à cette fiche : elle est close.");
}
