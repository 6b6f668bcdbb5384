import type { ExceptionCandidats } from "#droit/regles/exception-candidats.ts";
import { exceptionsAt } from "#droit/regles/trois-candidats.ts";
import type { Base } from "#socle/lectures/base.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import { readMotifRetrait } from "../../lectures/liberation/motif-retrait.ts";
import { readObjectifsTouches } from "../../lectures/liberation/read-objectifs.ts";
import type { Orientation } from "../../regles/liberation/liberation.ts";
import { changedLiberation, ownLiberation } from "./ouvrir-liberation.ts";

type SurLiberation = { readonly epci: string; readonly id: number; readonly aujourdhui: string };

/**
 * The bailleur decides what to favour for the dwelling, with its reason; the advice shown has no effect by itself. The objectives shown are
 * frozen with it, for the commission, which may not read the bilan. Refuses `droit-absent`, `liberation-inconnue`, `orientation-motif`,
 * `orientation-a-relire` and the refusals of free texts.
 */
export async function orienterLiberation(
  base: Base,
  saisie: SurLiberation & { readonly orientation: Orientation; readonly motif: string; readonly relu: boolean },
): Promise<void> {
  const { epci, id, orientation, aujourdhui, relu } = saisie;
  const liberation = await ownLiberation(base, epci, id);
  const motif = saisie.motif.trim();
  if (motif.length < 10 || motif.length > 500) {
    throw new Refus(
      "orientation-motif",
      "Raison : dites en une phrase pourquoi cette orientation (de 10 à 500 signes), sans parler d’une personne.",
      { champ: "motif" },
    );
  }
  relireTexte(motif, "Raison :", { relu, aRelire: "orientation-a-relire", details: { champ: "motif" } });
  const objectifs = await readObjectifsTouches(base, liberation, aujourdhui);
  await base.transaction(async (tx) => {
    if (!(await tx.liberations.orienter(epci, id, { orientation, motif, le: aujourdhui }))) throw changedLiberation();
    if (objectifs !== null) await tx.liberations.figerEnjeu(liberation, { ...objectifs, le: aujourdhui });
    const objet = `liberation:${id}`;
    await tx.journal.ecrire({ acte: "liberation-orientee", ressource: "logement-prive", epci, objet });
  });
}

/**
 * Writes why the commission will examine fewer than three candidates (CCH, art. R. 441-3); null removes the reason. Refuses `droit-absent`,
 * `liberation-inconnue`, `exception-inconnue`, `exception-motif`, `exception-a-relire`.
 */
export async function excepterLiberation(
  base: Base,
  saisie: SurLiberation & {
    readonly exception: ExceptionCandidats | null;
    readonly motif: string;
    readonly relu: boolean;
  },
): Promise<void> {
  const { epci, id, exception, aujourdhui, relu } = saisie;
  await ownLiberation(base, epci, id);
  if (exception !== null && !exceptionsAt(aujourdhui).some(({ code }) => code === exception)) {
    throw new Refus("exception-inconnue", "Raison légale : choisissez l’une de celles qui s’appliquent aujourd’hui.", {
      champ: "exception",
    });
  }
  const motif = saisie.motif.trim();
  if (motif.length > 500) {
    throw new Refus("exception-motif", "Précision : 500 signes au plus.", { champ: "exception_motif" });
  }
  relireTexte(motif, "Précision :", { relu, aRelire: "exception-a-relire", details: { champ: "exception_motif" } });
  await base.transaction(async (tx) => {
    const choix = { exception, motif: exception === null || motif === "" ? null : motif };
    if (!(await tx.liberations.excepter(epci, id, choix))) throw changedLiberation();
    const objet = `liberation:${id}`;
    await tx.journal.ecrire({ acte: "liberation-exceptee", ressource: "logement-prive", epci, objet });
  });
}

/**
 * Removes a dwelling from the list without a lease: sold, kept empty, let otherwise. Refuses what `orienterLiberation` refuses, `retrait-candidats`.
 */
export async function retirerLiberation(
  base: Base,
  saisie: SurLiberation & { readonly motif: string; readonly relu: boolean },
): Promise<void> {
  const { epci, id, aujourdhui } = saisie;
  await ownLiberation(base, epci, id);
  const motif = readMotifRetrait(saisie);
  await base.transaction(async (tx) => {
    const candidats = await tx.candidatures.ofLiberation(epci, id);
    if (candidats.some(({ etat }) => ["presentee", "attribuee", "sous-condition", "offerte"].includes(etat))) {
      throw conflit(
        "retrait-candidats",
        "Un candidat est devant la commission, ou a reçu une offre : ce logement ne peut pas être retiré maintenant.",
      );
    }
    if (!(await tx.liberations.retirer(epci, id, { le: aujourdhui, motif }))) throw changedLiberation();
    const objet = `liberation:${id}`;
    await tx.journal.ecrire({ acte: "liberation-retiree", ressource: "logement-prive", epci, objet });
  });
}
