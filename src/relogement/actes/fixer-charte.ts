import { checkValeurCharte, type ValeurCharte } from "#engagements/regles/charte/valeur-charte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { interdit } from "#socle/regles/shared/refus.ts";

/**
 * Writes a value of the charte of the territory from a day on, replacing that of the same day. Refuses `droit-absent`, `charte-valeur`,
 * `charte-source`.
 */
export async function fixerCharte(base: Base, epci: string, valeur: ValeurCharte): Promise<void> {
  if (!peutPartout(base.acteur, "objectif", "modifier", epci)) {
    throw interdit("droit-absent", "Les valeurs de la charte se fixent par l’EPCI.");
  }
  const clean = { ...valeur, source: valeur.source.trim() };
  checkValeurCharte(clean);
  await base.transaction(async (tx) => {
    await tx.relogements.setValeurCharte(epci, clean);
    await tx.journal.ecrire({
      acte: "charte-fixee",
      ressource: "objectif",
      epci,
      objet: `charte:${valeur.code} ${valeur.depuis}`,
    });
  });
}
