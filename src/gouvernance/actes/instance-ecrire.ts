import type { Base } from "#socle/lectures/base.ts";
import { isCourriel } from "#socle/regles/gouvernance/convocation.ts";
import { cleanLigne, oneLine, requireLigne } from "#socle/regles/gouvernance/reunion-texte.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { FicheInstance, FicheMembre, Instance, MembreInstance } from "../lectures/ports.ts";

type Ecriture = { readonly epci: string; readonly relu: boolean };

/** Throws `instance-inconnue`. */
export async function findInstance(base: Pick<Base, "instances">, epci: string, id: number): Promise<Instance> {
  const found = await base.instances.find(epci, id);
  if (found) return found;
  throw introuvable(
    "instance-inconnue",
    "Cette instance n’existe pas, ou ne vous est pas ouverte. Choisissez-la dans la liste.",
  );
}

/** Returns the `id`. Refuses the refusals of the texts. */
export function creerInstance(
  base: Base,
  { epci, relu, fiche }: Ecriture & { readonly fiche: FicheInstance },
): Promise<number> {
  const propre = cleanFiche(fiche, relu);
  return base.transaction(async (tx) => {
    const id = await tx.instances.add(epci, propre);
    await tx.journal.ecrire({ acte: "instance-creee", ressource: "instance", epci, objet: `instance:${id}` });
    return id;
  });
}

/** Refuses `instance-inconnue`, `instance-close`, and the refusals of the texts. */
export async function modifierInstance(
  base: Base,
  { epci, relu, id, fiche }: Ecriture & { readonly id: number; readonly fiche: FicheInstance },
): Promise<void> {
  const propre = cleanFiche(fiche, relu);
  await base.transaction(async (tx) => {
    await findInstance(tx, epci, id);
    if (!(await tx.instances.modify(epci, id, propre))) throw instanceClose();
    await tx.journal.ecrire({ acte: "instance-modifiee", ressource: "instance", epci, objet: `instance:${id}` });
  });
}

function instanceClose(): Refus {
  return conflit("instance-close", "Cette instance est close\u00A0: elle se lit, et ne se modifie plus.");
}

function cleanFiche(fiche: FicheInstance, relu: boolean): FicheInstance {
  return {
    ...fiche,
    nom: requireLigne(fiche.nom, "Nom", relu),
    objet: cleanLigne(fiche.objet ?? "", "Objet", relu, 500),
    source: cleanLigne(fiche.source ?? "", "Texte qui la crée", relu, 300),
  };
}

/** Closes an instance, which becomes read only. Refuses `instance-inconnue`, `instance-close`, `instance-reunion-a-venir`. */
export async function cloreInstance(
  base: Base,
  { epci, id, le }: { readonly epci: string; readonly id: number; readonly le: string },
): Promise<void> {
  await base.transaction(async (tx) => {
    await findInstance(tx, epci, id);
    const vivante = (await tx.reunions.list(epci)).find(
      ({ instance, etat }) => instance === id && etat !== "close" && etat !== "annulee",
    );
    if (vivante) {
      throw conflit(
        "instance-reunion-a-venir",
        `La réunion du ${formatJour(vivante.jour)} n’est pas terminée\u00A0: annulez-la ou fermez-la d’abord.`,
      );
    }
    if (!(await tx.instances.close(epci, id, le))) throw instanceClose();
    await tx.journal.ecrire({ acte: "instance-close", ressource: "instance", epci, objet: `instance:${id}` });
  });
}

/** Throws `membre-inconnu`. */
export async function findMembre(
  base: Pick<Base, "instances">,
  epci: string,
  instance: number,
  id: number,
): Promise<MembreInstance> {
  const found = (await base.instances.membres(epci)).find((membre) => membre.id === id && membre.instance === instance);
  if (found) return found;
  throw introuvable(
    "membre-inconnu",
    "Ce membre n’existe pas, ou ne vous est pas ouvert. Choisissez-le dans la liste.",
  );
}

type EcritureMembre = Ecriture & { readonly instance: number; readonly fiche: FicheMembre };

/** Returns the `id`. Refuses `instance-inconnue`, `instance-close`, `membre-dates`, `organisation-inconnue`, and the refusals of the name. */
export async function ajouterMembre(base: Base, { epci, relu, instance, fiche }: EcritureMembre): Promise<number> {
  return base.transaction(async (tx) => {
    const propre = await cleanMembre(tx, { epci, relu, instance, fiche });
    const id = await tx.instances.addMembre(epci, instance, propre);
    await tx.journal.ecrire({
      acte: "instance-membre-modifie",
      ressource: "instance",
      epci,
      objet: `membre-instance:${id}`,
    });
    return id;
  });
}

/** A last day ends the membership, and keeps its attendances and votes. Refuses as `ajouterMembre`, and `membre-inconnu`. */
export async function modifierMembre(
  base: Base,
  { epci, relu, instance, membre, fiche }: EcritureMembre & { readonly membre: number },
): Promise<void> {
  await base.transaction(async (tx) => {
    await findMembre(tx, epci, instance, membre);
    const propre = await cleanMembre(tx, { epci, relu, instance, fiche });
    await tx.instances.modifyMembre(epci, membre, propre);
    await tx.journal.ecrire({
      acte: "instance-membre-modifie",
      ressource: "instance",
      epci,
      objet: `membre-instance:${membre}`,
    });
  });
}

async function cleanMembre(tx: Base, { epci, relu, instance, fiche }: EcritureMembre): Promise<FicheMembre> {
  const { closeLe } = await findInstance(tx, epci, instance);
  if (closeLe !== null) throw instanceClose();
  const { depuis, jusqua, organisation } = fiche;
  if (depuis !== null && jusqua !== null && jusqua < depuis) {
    throw new Refus("membre-dates", "Dernier jour\u00A0: il précède le premier. Corrigez l’un des deux.");
  }
  const known = organisation === null ? null : await findOrganisation(tx, organisation);
  const nom = requireLigne(fiche.nom === "" ? (known?.nom ?? "") : fiche.nom, "Nom", relu);
  // A guest has no vote, even with the box ticked.
  return { ...fiche, nom, voix: fiche.voix && fiche.fonction !== "invite" };
}

/** Searched in the whole directory: a signatory may sit before it has any account. */
async function findOrganisation(tx: Base, id: number) {
  const found = (await tx.casBloques.organisations()).find((organisation) => organisation.id === id);
  if (found) return found;
  throw new Refus("organisation-inconnue", "Organisme\u00A0: choisissez-le dans la liste, ou écrivez un nom.");
}

type EcritureContact = { readonly epci: string; readonly instance: number; readonly membre: number };

/** Refuses `membre-inconnu`, `courriel-invalide`, `contact-existe`, `gouvernance-incomplet`. */
export async function ajouterContact(
  base: Base,
  { epci, instance, membre, ...saisi }: EcritureContact & { readonly nom: string; readonly courriel: string },
): Promise<number> {
  const nom = oneLine(saisi.nom).slice(0, 120);
  const courriel = saisi.courriel.trim().toLowerCase();
  if (nom === "") throw new Refus("gouvernance-incomplet", "Nom du contact\u00A0: écrivez-le.");
  if (!isCourriel(courriel)) {
    throw new Refus(
      "courriel-invalide",
      "Adresse électronique\u00A0: écrivez une seule adresse, par exemple logement@mairie.fr, sans accent ni espace.",
    );
  }
  return base.transaction(async (tx) => {
    await findMembre(tx, epci, instance, membre);
    const known = (await tx.instances.contacts(epci)).some(
      (contact) => contact.membre === membre && contact.courriel === courriel,
    );
    if (known) throw conflit("contact-existe", "Cette adresse est déjà celle d’un contact de ce membre.");
    const id = await tx.instances.addContact(epci, membre, { nom, courriel });
    await tx.journal.ecrire({
      acte: "instance-contact-modifie",
      ressource: "instance",
      epci,
      objet: `membre-instance:${membre}`,
    });
    return id;
  });
}

/** Refuses `membre-inconnu`, `contact-inconnu`. */
export async function retirerContact(
  base: Base,
  { epci, instance, membre, contact }: EcritureContact & { readonly contact: number },
): Promise<void> {
  await base.transaction(async (tx) => {
    await findMembre(tx, epci, instance, membre);
    if (!(await tx.instances.removeContact(epci, membre, contact))) {
      throw conflit("contact-inconnu", "Ce contact n’est plus là. Rechargez la page.");
    }
    await tx.journal.ecrire({
      acte: "instance-contact-modifie",
      ressource: "instance",
      epci,
      objet: `membre-instance:${membre}`,
    });
  });
}
