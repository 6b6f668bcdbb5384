import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor, peut } from "#socle/regles/habilitation/peut.ts";
import type { Acte } from "#socle/regles/journal/acte.ts";
import { conflit, interdit, introuvable, type Refus } from "#socle/regles/shared/refus.ts";
import type { CasBloque, ModificationCas } from "../../lectures/cas-bloque/ports.ts";

type Ecriture = { readonly epci: string; readonly cas: number; readonly acte: Acte };

/**
 * Runs an act that changes the state of a case: locks it and reads it again, so that two acts are sequential; the journal is written last, in the
 * same
 * transaction. The row policies decide which cases may be written. Refuses `cas-inconnu`, `droit-absent`, `cas-change`.
 */
export async function ecrireCas<T>(
  base: Base,
  { epci, cas: id, acte }: Ecriture,
  work: (tx: Base, cas: CasBloque) => Promise<T>,
): Promise<T> {
  return base.transaction(async (tx) => {
    const locked = await tx.casBloques.lock(epci, id);
    const cas = await tx.casBloques.find(epci, id);
    if (!cas) throw unknownCas();
    if (!locked) throw withoutRight();
    const written = await work(tx, cas);
    await writeJournal(tx, acte, cas);
    return written;
  });
}

export function writeJournal(tx: Base, acte: Acte, { epci, id }: Pick<CasBloque, "epci" | "id">): Promise<void> {
  return tx.journal.ecrire({ acte, ressource: "cas-bloque", epci, objet: `cas:${id}` });
}

export async function updateCas(tx: Base, { epci, id }: CasBloque, modification: ModificationCas): Promise<void> {
  if (!(await tx.casBloques.update(epci, id, modification))) throw changedCas();
}

/** Organisation in whose name the actor writes; null for a member of the commission, who has no organisation of the directory there. */
export function auteurOf(base: Pick<Base, "acteur">, epci: string): number | null {
  for (const action of ["creer", "modifier", "valider"] as const) {
    const habilitation = habilitationFor(base.acteur, "cas-bloque", action, epci);
    if (habilitation && habilitation.organisation > 0) return habilitation.organisation;
  }
  return null;
}

/** Refuses `droit-absent`. */
export function requireRight(base: Pick<Base, "acteur">, epci: string, action: "modifier" | "valider"): void {
  if (!peut(base.acteur, "cas-bloque", action, epci)) throw withoutRight();
}

export function closedCas(): Refus {
  return conflit(
    "cas-clos",
    "Ce cas est clos : rien ne s’y écrit plus. Si la situation revient, ouvrez un nouveau cas.",
  );
}

export function unknownCas(): Refus {
  return introuvable(
    "cas-inconnu",
    "Ce cas n’existe pas, ou n’est pas ouvert à votre habilitation. Choisissez-le dans la liste.",
  );
}

function withoutRight(): Refus {
  return interdit("droit-absent", "Votre habilitation permet de lire ce cas, pas cet acte : il revient à l’EPCI.");
}

function changedCas(): Refus {
  return conflit(
    "cas-change",
    "Ce cas vient d’être modifié par une autre personne. Rechargez la page : rien de ce que vous venez d’écrire n’est enregistré.",
  );
}
