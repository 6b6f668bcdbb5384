import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { interdit, Refus } from "#socle/regles/shared/refus.ts";
import { cleanTexte } from "../lectures/texte.ts";
import { type AvisExamen, etatAfterExamen } from "../regles/etat-operation.ts";
import { changedSince, findOperation, writeActe } from "./ecrire-operation.ts";

export type ExamenDemande = {
  readonly epci: string;
  readonly id: number;
  /** Revision shown on the page examined. */
  readonly revision: number;
  readonly avis: AvisExamen;
  readonly motif: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * The EPCI or the State answers a submission; the answer is kept with its day, its reason and its organisation.
 * Refuses `operation-inconnue`, `operation-changee`, `operation-etat`, `examen-sans-motif`, and the refusals of the text.
 */
export async function examinerOperation(base: Base, demande: ExamenDemande): Promise<void> {
  const { epci, id, revision, avis, aujourdhui } = demande;
  checkExaminateur(base, epci);
  const motif = cleanTexte(demande.motif, "Motif", demande.relu);
  if (motif === null)
    throw new Refus("examen-sans-motif", "Motif\u00A0: écrivez en une phrase pourquoi, le bailleur la lira.");
  await base.transaction(async (tx) => {
    const found = await findOperation(tx, epci, id);
    const vers = etatAfterExamen(found.etat, avis);
    if (found.revision !== revision || !(await tx.operations.setEtat(epci, id, { de: found.etat, vers }))) {
      throw changedSince();
    }
    const organisation = habilitationFor(tx.acteur, "programme", "valider", epci)?.organisation ?? 0;
    await tx.operations.addExamen(epci, {
      operation: id,
      organisation: found.bailleur?.organisation ?? null,
      avis,
      motif,
      revision,
      examinateur: organisation > 0 ? organisation : null,
      le: aujourdhui,
    });
    await writeActe(tx, epci, "operation-examinee", id);
  });
}

/** A bailleur may validate its own data, but may not answer its own submission. */
function checkExaminateur(base: Pick<Base, "acteur">, epci: string): void {
  if (peutPartout(base.acteur, "programme", "valider", epci)) return;
  throw interdit("operation-d-un-autre", "L’examen d’une opération revient à l’EPCI ou à l’État.");
}

/**
 * Publishes an operation from that day, or withdraws it from the public. Refuses `operation-inconnue`, `operation-non-publiable`: a submission
 * that nobody accepted yet is known to its bailleur only.
 */
export async function publierOperation(
  base: Base,
  {
    epci,
    id,
    publie,
    aujourdhui,
  }: { readonly epci: string; readonly id: number; readonly publie: boolean; readonly aujourdhui: string },
): Promise<void> {
  if (!peutPartout(base.acteur, "programme", "modifier", epci)) {
    throw interdit("operation-d-un-autre", "Le programme est rendu public par l’EPCI.");
  }
  await base.transaction(async (tx) => {
    const { etat } = await findOperation(tx, epci, id);
    if (publie && ["deposee", "a-completer", "refusee"].includes(etat)) {
      throw new Refus(
        "operation-non-publiable",
        "Une opération se publie une fois au programme\u00A0: examinez-la d’abord.",
      );
    }
    if (!(await tx.operations.setPublication(epci, id, publie ? aujourdhui : null))) throw changedSince();
    await writeActe(tx, epci, publie ? "operation-publiee" : "operation-depubliee", id);
  });
}
