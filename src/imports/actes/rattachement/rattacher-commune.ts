import type { Mesures } from "#bilan/lectures/bilan.ts";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { deriveCommunes } from "#donnees/lectures/lot/derive-communes.ts";
import { rehearse } from "#socle/actes/rehearse.ts";
import type { Base } from "#socle/lectures/base.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";

export type RattachementSaisi = {
  readonly epci: string;
  readonly commune: string;
  readonly motif: string;
  readonly relu: boolean;
};

/**
 * Counts the leases of a commune outside the known perimeter, in the published files and in the next ones. Its
 * QPV are not published here, so no side is deduced there. Refuses `commune-absente`, `commune-deja-rattachee`, `motif-absent`, and the refusals
 * of a reason.
 */
export function rattacherCommune(base: Base, saisie: RattachementSaisi): Promise<number> {
  const { epci } = saisie;
  return base.transaction(async (tx) => {
    const id = await attach(tx, saisie);
    await tx.journal.ecrire({ acte: "commune-rattachee", ressource: "lot", epci, objet: `rattachement:${id}` });
    return id;
  });
}

async function attach(tx: Base, { epci, commune, motif, relu }: RattachementSaisi): Promise<number> {
  const raison = motif.trim();
  if (raison === "") {
    throw new Refus("motif-absent", "Dites en quelques mots pourquoi cette commune est à compter avec le territoire.", {
      commune,
    });
  }
  relireTexte(raison, "Pourquoi la compter\u00A0:", { relu, aRelire: "motif-a-relire" });
  // Two concurrent acts: the second finds the decision of the first.
  const id = await tx.rattachements.add(epci, { commune, motif: raison, par: tx.acteur.nom });
  if (id === null) {
    throw conflit(
      "commune-deja-rattachee",
      `La commune ${commune} est déjà comptée avec le territoire : quelqu’un vient peut-être de le décider. Rechargez la page.`,
      { commune },
    );
  }
  if ((await deriveCommunes(tx, epci, [commune])) === 0) {
    throw conflit(
      "commune-absente",
      `Aucun bail publié n’est de la commune ${commune}. Choisissez-en une dans la liste.`,
      { commune },
    );
  }
  return id;
}

/** Cancels the decision, which stays in the history. Refuses `rattachement-inconnu`. */
export function annulerRattachement(
  base: Base,
  { epci, id }: { readonly epci: string; readonly id: number },
): Promise<void> {
  return base.transaction(async (tx) => {
    const commune = await tx.rattachements.withdraw(epci, id, tx.acteur.nom);
    if (commune === null) {
      throw introuvable("rattachement-inconnu", "Cette décision n’existe pas, ou elle a déjà été annulée.", { id });
    }
    await deriveCommunes(tx, epci, [commune]);
    await tx.journal.ecrire({ acte: "rattachement-annule", ressource: "lot", epci, objet: `rattachement:${id}` });
  });
}

/** Measures of the last year with leases of the commune, now and with it; nothing is kept. */
export async function previewRattachement(
  base: Base,
  { epci, commune, annee }: { readonly epci: string; readonly commune: string; readonly annee: number },
): Promise<{ readonly avant: Mesures; readonly apres: Mesures }> {
  const question = { epci, periode: yearPeriode(annee), bailleur: null };
  const avant = await computeBilan(base, question);
  const apres = await rehearse(base, async (tx) => {
    await attach(tx, { epci, commune, motif: "aperçu", relu: true });
    return computeBilan(tx, question);
  });
  return { avant, apres };
}
