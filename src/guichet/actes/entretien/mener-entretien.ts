import type { Base } from "#socle/lectures/base.ts";
import { habilitationsFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { Entretien, PersonneEntretien } from "../../lectures/entretien/ports.ts";
import { checkCoordonnees } from "../../lectures/fiche-contact/precisions.ts";
import {
  nextSection,
  type ReponsesEntretien,
  SECTIONS_ENTRETIEN,
  type SectionEntretien,
} from "../../regles/entretien/entretien.ts";

export type Ou = { readonly epci: string; readonly entretien: number };

/** Opens an interview in the name of the actor's organisation. Refuses `droit-absent`. */
export async function ouvrirEntretien(base: Base, epci: string, aujourdhui: string): Promise<number> {
  const held = habilitationsFor(base.acteur, "prospect", "creer", epci).find(({ organisation }) => organisation > 0);
  if (!held)
    throw interdit("droit-absent", "Votre habilitation ne permet pas de mener un entretien sur ce territoire.");
  return base.transaction(async (tx) => {
    const qui = { organisation: held.organisation, compte: tx.acteur.compte, le: aujourdhui };
    const id = await tx.entretiens.open(epci, qui);
    await tx.journal.ecrire({ acte: "entretien-decouverte", ressource: "prospect", epci, objet: `entretien:${id}` });
    return id;
  });
}

type Saisie = Ou & {
  readonly section: SectionEntretien;
  readonly reponses: ReponsesEntretien;
  /** Given by the first section only: the identity has columns of its own. */
  readonly personne: PersonneEntretien | null;
};

/** Saves one section; the others are unchanged. Returns the next one to fill in, null: none. Refuses `entretien-inconnu`, `entretien-verse`. */
export async function ecrireSection(base: Base, saisie: Saisie): Promise<SectionEntretien | null> {
  const { epci, section, personne } = saisie;
  return base.transaction(async (tx) => {
    const entretien = await openEcrivable(tx, saisie);
    if (personne) {
      if (personne.telephone !== null || personne.courriel !== null) {
        checkCoordonnees(personne.telephone, personne.courriel);
      }
      await tx.entretiens.writePersonne(entretien.id, personne);
    }
    await checkCommunes(tx, epci, saisie.reponses);
    const reponses = { ...entretien.reponses, [section]: saisie.reponses[section] };
    await tx.entretiens.writeReponses(entretien.id, reponses);
    return SECTIONS_ENTRETIEN[SECTIONS_ENTRETIEN.indexOf(section) + 1] ?? nextSection(reponses);
  });
}

/** Refuses `entretien-inconnu`, `entretien-verse`. */
export async function terminerEntretien(base: Base, ou: Ou): Promise<void> {
  await base.transaction(async (tx) => {
    const { id } = await openEcrivable(tx, ou);
    await tx.entretiens.writeEtat(id, "termine", null);
  });
}

/** Locks the interview until the end of the transaction; refuses one already poured into a demande. */
export async function openEcrivable(tx: Base, { epci, entretien: id }: Ou): Promise<Entretien> {
  const held = await tx.entretiens.lock(epci, id);
  const entretien = held ? await tx.entretiens.find(epci, id) : null;
  if (!entretien) throw unknownEntretien();
  if (entretien.etat === "verse") {
    throw conflit(
      "entretien-verse",
      "Cet entretien est versé dans une demande : c’est elle qui se modifie, désormais.",
    );
  }
  return entretien;
}

/** Refuses `entretien-inconnu`. */
export async function readEntretien(base: Base, { epci, entretien: id }: Ou): Promise<Entretien> {
  const entretien = await base.entretiens.find(epci, id);
  if (!entretien) throw unknownEntretien();
  return entretien;
}

/** Checks the wished communes alone: they are in the territory, while the current dwelling may be anywhere. */
async function checkCommunes(tx: Base, epci: string, { souhaits }: ReponsesEntretien): Promise<void> {
  if (!souhaits || souhaits.communes.length === 0) return;
  const known = new Set((await tx.territoires.communes(epci)).map(({ commune }) => commune));
  if (souhaits.communes.every((commune) => known.has(commune))) return;
  throw new Refus("entretien-commune", "Communes : choisissez parmi celles du territoire.");
}

function unknownEntretien(): Refus {
  return introuvable(
    "entretien-inconnu",
    "Cet entretien n’existe pas, ou a été mené par un autre organisme. Choisissez-le dans la liste.",
  );
}
