import { ecrireEvenement } from "#dossier/lectures/evenement/ecrire-evenement.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor } from "#socle/regles/habilitation/peut.ts";
import { conflit, interdit } from "#socle/regles/shared/refus.ts";
import { type CauseAnnulation, readMotifAnnulation } from "../../regles/bail/annulation.ts";
import { findLiberation } from "../liberation/ouvrir-liberation.ts";
import { findBailSigne } from "./signer-bail.ts";

export type BailAReprendre = {
  readonly epci: string;
  readonly liberation: number;
  readonly cause: CauseAnnulation;
  readonly motif: string;
  readonly relu: boolean;
  readonly aujourdhui: string;
};

/**
 * The responsible of the bailleur cancels a signed lease, which stays written: bilan, contingent, delays and rehousing drop it, the dwelling and
 * its candidates go back to their former state, the demande too unless its file has moved on. Refuses `droit-absent`, `liberation-inconnue`,
 * `bail-absent`,
 * `bail-dans-fichier`, `bail-deja-annule`, and the refusals of the reason.
 */
export async function annulerBailAttribue(base: Base, saisie: BailAReprendre): Promise<void> {
  const { epci, liberation: id, cause, aujourdhui } = saisie;
  const liberation = await findLiberation(base, epci, id);
  const mien = habilitationFor(base.acteur, "attribution", "valider", epci)?.organisation;
  if (mien !== liberation.bailleur.organisation) {
    throw interdit("droit-absent", "Un bail signé est annulé par le responsable de son bailleur.");
  }
  const motif = readMotifAnnulation(saisie);
  const bail = await findBailSigne(base, epci, id);
  const periode = await base.baux.periodePubliee(epci, bail.id);
  if (periode !== null) {
    throw conflit(
      "bail-dans-fichier",
      `Le fichier publié de ${periode} contient ce bail : annulé ici, il y compterait encore. Faites corriger la demande dans le SNE, puis publier le fichier corrigé.`,
    );
  }
  await base.transaction(async (tx) => {
    if (!(await tx.baux.annuler(epci, bail.id, { le: aujourdhui, cause, motif }))) {
      throw conflit("bail-deja-annule", "Ce bail vient d’être annulé. Rechargez la page.");
    }
    await giveBack(tx, { epci, bail: bail.id, demandeur: bail.demandeur, cause });
    const ligne = { acte: "bail-annule", ressource: "attribution", epci, objet: `bail:${bail.id}` } as const;
    await tx.journal.ecrire({ ...ligne, ...(bail.demandeur && { demandeur: bail.demandeur }) });
  });
}

type ARendre = {
  readonly epci: string;
  readonly bail: number;
  readonly demandeur: string | null;
  readonly cause: CauseAnnulation;
};

/** Gives back the demande that the lease had struck off, unless another act or an erasure changed it since. */
async function giveBack(tx: Base, { epci, bail, demandeur, cause }: ARendre): Promise<void> {
  if (demandeur === null) return;
  const objet = `bail:${bail}`;
  const rendu = await tx.registres.rendreBail(demandeur, bail);
  // The bailleur may not read a demande still struck off, nor write to it.
  if ((await tx.baux.menage(epci, demandeur)) === null) return;
  await ecrireEvenement(tx, { epci, demandeur, code: "bail-annule", precisions: { cause }, objet });
  if (rendu === null) return;
  await ecrireEvenement(tx, {
    epci,
    demandeur,
    code: "demande-reactivee",
    precisions: { motif: "bail-annule" },
    objet,
  });
  await tx.journal.ecrire({ acte: "demande-reactivee", ressource: "demande-identite", epci, demandeur, objet });
}
