import { habilitationFor } from "#domain/habilitation/peut.ts";
import { addDays } from "#domain/shared/calendrier.ts";
import { Refus } from "#domain/shared/refus.ts";
import { relireTexte } from "#domain/texte-libre/relire-texte.ts";
import type { Base } from "../base.ts";
import type { NouveauxSeuils } from "./ports.ts";

export type SeuilsSaisis = Pick<NouveauxSeuils, "depuis" | "effortMax" | "resteAVivre" | "forfaits" | "reference"> & {
  readonly epci: string;
  readonly aujourdhui: string;
  readonly relu: boolean;
};

/** Prepared so many days ahead at most: a slip of the year is seen. */
const AVANCE_MAX = 366;

/**
 * A bailleur writes its own marks, from a day on: those before are kept, so that a past check can be explained. Refuses `droit-absent`,
 * `seuils-reference`, `seuils-a-relire`, `seuils-effort`, `seuils-depuis` (in the past, or more than a year ahead), `seuils-deja`.
 */
export async function ecrireSeuils(base: Base, saisie: SeuilsSaisis): Promise<void> {
  const { epci, aujourdhui, relu, ...seuils } = saisie;
  const habilitation = habilitationFor(base.acteur, "logement-prive", "modifier", epci);
  if (habilitation === null) throw new Refus("droit-absent", "Vous ne pouvez pas écrire ces repères.");
  const reference = checkSaisie(saisie);
  await base.transaction(async (tx) => {
    const { organisation } = habilitation;
    const nouveaux = { ...seuils, organisation, reference, confiance: "B" as const, synthetique: false };
    if (!(await tx.rapprochements.ajouterSeuils(epci, nouveaux))) {
      throw new Refus("seuils-deja", "Des repères commencent déjà ce jour-là : choisissez-en un autre.", {
        champ: "depuis",
      });
    }
    const ligne = { acte: "seuils-rapprochement", ressource: "logement-prive", epci } as const;
    await tx.journal.ecrire({ ...ligne, objet: `seuils:${seuils.depuis}` });
  });
}

function checkSaisie({ depuis, effortMax, reference: texte, aujourdhui, relu }: SeuilsSaisis): string {
  const reference = texte.trim();
  if (reference.length < 3 || reference.length > 200) {
    throw new Refus("seuils-reference", "Texte : dites d’où viennent ces repères (de 3 à 200 signes).", {
      champ: "reference",
    });
  }
  relireTexte(reference, "Texte :", { relu, aRelire: "seuils-a-relire", details: { champ: "reference" } });
  if (effortMax !== null && (effortMax < 1 || effortMax > 1000)) {
    throw new Refus("seuils-effort", "Taux d’effort : écrivez un nombre entre 0,1 et 100 %, ou laissez vide.", {
      champ: "effort_max",
    });
  }
  if (depuis < aujourdhui || depuis > addDays(aujourdhui, AVANCE_MAX)) {
    throw new Refus("seuils-depuis", "Premier jour : choisissez aujourd’hui, ou un jour de l’année qui vient.", {
      champ: "depuis",
    });
  }
  return reference;
}
