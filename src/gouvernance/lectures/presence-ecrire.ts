import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { ecrireTenue, type TenueVisee } from "../actes/tenue-ecrire.ts";
import type { PresenceReunion } from "./ports.ts";
import type { Tenue } from "./tenue.ts";

/**
 * Writes the attendances of all members at once; an absent one stays unknown. Only a present member may hold another's vote.
 * Refuses `reunion-inconnue`, `reunion-non-ouverte`, `presence-membre`, `presence-mandataire`.
 */
export async function direPresences(
  base: Base,
  { presences, ...vise }: TenueVisee & { readonly presences: readonly PresenceReunion[] },
): Promise<void> {
  await ecrireTenue(base, vise, async (tx, tenue) => {
    checkPresences(tenue.membres, presences);
    await tx.tenues.setPresences(vise.epci, vise.reunion, presences);
    return "reunion-presences";
  });
}

/** Pure. Refuses `presence-membre`, `presence-mandataire`. */
export function checkPresences(
  membres: readonly Pick<Tenue["membres"][number], "id" | "nom" | "voix">[],
  presences: readonly PresenceReunion[],
): void {
  const byId = new Map(membres.map((membre) => [membre.id, membre]));
  const presents = new Set(presences.filter(({ etat }) => etat === "present").map(({ membre }) => membre));
  for (const { membre, etat, mandataire } of presences) {
    const who = byId.get(membre);
    if (!who) {
      throw new Refus("presence-membre", "Un des membres ne siège pas ce jour-là. Rechargez la page et recommencez.");
    }
    if (etat !== "represente") continue;
    if (!who.voix) {
      throw new Refus(
        "presence-mandataire",
        `${who.nom} n’a pas de voix : rien n’est à représenter. Dites « excusé ».`,
      );
    }
    if (mandataire === null || mandataire === membre || !presents.has(mandataire)) {
      throw new Refus(
        "presence-mandataire",
        `${who.nom} est représenté : choisissez le membre présent qui porte sa voix.`,
      );
    }
  }
}
