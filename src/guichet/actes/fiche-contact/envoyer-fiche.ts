import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import type { Destinataire, IdentiteProspect } from "../../lectures/fiche-contact/ports.ts";
import { checkCoordonnees, cleanPrecisions } from "../../lectures/fiche-contact/precisions.ts";
import { dernierJourAccuse } from "../../regles/fiche-contact/delai-fiche.ts";
import type { BesoinProspect } from "../../regles/fiche-contact/fiche-contact.ts";

export type FicheAEnvoyer = IdentiteProspect & {
  readonly epci: string;
  /** ISO day on which the person agreed that their contact be given to those bailleurs; null: no agreement told. */
  readonly consentementLe: string | null;
  readonly destinataires: readonly number[];
  readonly besoin: BesoinProspect;
  readonly precisions: string;
  /** true: the person read the warnings on the text, and keeps it. */
  readonly relu: boolean;
  readonly aujourdhui: string;
  readonly maintenant: string;
};

export type FicheEnvoyee = {
  readonly id: number;
  readonly reference: string;
  /** Names of the recipients where nobody has an account: they must be told by another means. */
  readonly sansLecteur: readonly string[];
};

/**
 * Sends a contact form in the name of the actor's organisation. Refuses `droit-absent`, `fiche-nom`, `fiche-consentement`, `fiche-destinataires`,
 * `fiche-commune`, and the refusals of the contact and of the text.
 */
export async function envoyerFiche(base: Base, demande: FicheAEnvoyer): Promise<FicheEnvoyee> {
  const { epci, nom, prenom, telephone, courriel, besoin, aujourdhui, maintenant } = demande;
  const organisation = emettriceOf(base, epci);
  if (nom.trim() === "") throw new Refus("fiche-nom", "Nom : écrivez le nom de la personne à rappeler.");
  checkCoordonnees(telephone, courriel);
  const consentementLe = checkConsentement(demande.consentementLe, aujourdhui);
  const destinataires = await chooseDestinataires(base, demande, organisation);
  await checkCommunes(base, epci, besoin.communes);
  const precisions = cleanPrecisions(demande.precisions, demande.relu);
  return base.transaction(async (tx) => {
    const envoyee = await tx.fichesContact.add(epci, {
      organisation,
      compte: base.acteur.compte,
      nom: nom.trim(),
      prenom,
      telephone,
      courriel,
      consentementLe,
      besoin,
      precisions,
      emiseLe: maintenant,
      accuserAvant: dernierJourAccuse(aujourdhui),
      destinataires: destinataires.map(({ id }) => id),
    });
    const objet = `fiche-contact:${envoyee.reference}`;
    await tx.journal.ecrire({ acte: "fiche-contact-emise", ressource: "prospect", epci, objet });
    return {
      ...envoyee,
      sansLecteur: destinataires.filter(({ habilites }) => !habilites).map((destinataire) => destinataire.nom),
    };
  });
}

/** Organisation in whose name the actor sends a form. Refuses `droit-absent`. */
export function emettriceOf(base: Pick<Base, "acteur">, epci: string): number {
  const held = habilitationsFor(base.acteur, "prospect", "creer", epci).find(({ organisation }) => organisation > 0);
  if (held) return held.organisation;
  throw interdit("droit-absent", "Votre habilitation ne permet pas d’envoyer une fiche contact sur ce territoire.");
}

/** RGPD, art. 6 and 7: the contact of a person is passed on with their agreement only, whose day is kept. */
function checkConsentement(le: string | null, aujourdhui: string): string {
  if (le !== null && le <= aujourdhui) return le;
  throw new Refus(
    "fiche-consentement",
    "Accord de la personne : demandez-lui si ses coordonnées peuvent être données à ces bailleurs, et écrivez le jour de sa réponse.",
  );
}

async function chooseDestinataires(
  base: Base,
  { epci, destinataires }: FicheAEnvoyer,
  emettrice: number,
): Promise<readonly Destinataire[]> {
  const known = await base.fichesContact.destinataires(epci);
  const chosen = known.filter(({ id }) => destinataires.includes(id) && id !== emettrice);
  if (chosen.length > 0 && chosen.length === new Set(destinataires).size) return chosen;
  throw new Refus("fiche-destinataires", "Bailleurs : choisissez-en au moins un dans la liste.");
}

async function checkCommunes(base: Base, epci: string, communes: readonly string[]): Promise<void> {
  if (communes.length === 0) return;
  const known = new Set((await base.territoires.communes(epci)).map(({ commune }) => commune));
  if (communes.every((commune) => known.has(commune))) return;
  throw new Refus("fiche-commune", "Communes : choisissez parmi celles du territoire.");
}
