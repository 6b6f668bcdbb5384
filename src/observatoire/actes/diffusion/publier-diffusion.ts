import type { Base } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { EnteteDiffusion } from "../../lectures/diffusion/ports.ts";

/**
 * Publishes a prepared release for good: what was read cannot be hidden again, and later releases are audited with it. Refuses `diffusion-inconnue`,
 * `diffusion-refusee`, `diffusion-deja-publiee`, `diffusion-perimee`.
 */
export async function publierDiffusion(
  base: Base,
  { epci, id }: { readonly epci: string; readonly id: number },
): Promise<EnteteDiffusion> {
  return base.transaction(async (tx) => {
    await tx.diffusions.lock(epci);
    const diffusion = await tx.diffusions.find(epci, id);
    if (!diffusion) throw unknownDiffusion();
    checkEtat(diffusion);
    // The audit only holds with the releases and files that were public then.
    const [etat, diffusions] = await Promise.all([tx.territoires.etat(epci), tx.diffusions.list(epci)]);
    const later = diffusions.some(({ publieeLe }) => publieeLe !== null && publieeLe > diffusion.prepareeLe);
    if (later || etat !== diffusion.etatTerritoire) {
      const change = later ? "une autre a été publiée" : "des données du territoire ont changé";
      throw conflit(
        "diffusion-perimee",
        `Depuis la préparation de la diffusion ${diffusion.numero}, ${change}. Préparez-en une nouvelle.`,
        { id },
      );
    }
    await tx.diffusions.publish(diffusion);
    const objet = `diffusion:${diffusion.numero}`;
    await tx.journal.ecrire({ acte: "diffusion-publiee", ressource: "indicateur-publie", epci, objet });
    return diffusion;
  });
}

function checkEtat({ id, numero, etat, controle }: EnteteDiffusion): void {
  if (etat === "publiee") {
    throw conflit("diffusion-deja-publiee", `La diffusion ${numero} est déjà publiée.`, { id });
  }
  if (etat === "refusee" || !controle.sure) {
    throw new Refus(
      "diffusion-refusee",
      `La diffusion ${numero} ne peut pas être publiée : son contrôle n’a pas prouvé que les nombres masqués le restent.`,
      { id },
    );
  }
}

export function unknownDiffusion(): Refus {
  return introuvable("diffusion-inconnue", "Cette diffusion n’existe pas. Choisissez-en une dans la liste.");
}
