import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { conflit, interdit, Refus } from "#socle/regles/shared/refus.ts";
import { relireTexte } from "#socle/regles/texte-libre/relire-texte.ts";
import type { NouveauxSeuils } from "../../lectures/rapprochement/ports.ts";

/** Bearer of the thresholds: a bailleur, or the territory for the bailleurs without their own. */
export type PorteurSeuils = "bailleur" | "territoire";

export type SeuilsSaisis = Omit<NouveauxSeuils, "organisation" | "synthetique"> & {
  readonly epci: string;
  readonly porteur: PorteurSeuils;
  readonly aujourdhui: string;
  readonly relu: boolean;
};

/** Maximum days ahead: more is a typing error on the year. */
const AVANCE_MAX = 366;

/**
 * A bailleur writes its own thresholds, the EPCI those of the territory, from a day on; the former ones are kept, so that a past check stays
 * explained.
 * Refuses `droit-absent`, `seuils-reference`, `seuils-a-relire`, `seuils-effort`, `seuils-depuis` (in the past, or more than a year ahead),
 * `seuils-deja`.
 */
export async function ecrireSeuils(base: Base, saisie: SeuilsSaisis): Promise<void> {
  const { epci, aujourdhui, relu, porteur, ...seuils } = saisie;
  const organisation = organisationOf(base, epci, porteur);
  const reference = checkSaisie(saisie);
  await base.transaction(async (tx) => {
    const nouveaux = { ...seuils, organisation, reference, synthetique: false };
    if (!(await tx.rapprochements.ajouterSeuils(epci, nouveaux))) {
      throw conflit("seuils-deja", "Des repères commencent déjà ce jour-là : choisissez-en un autre.", {
        champ: "depuis",
      });
    }
    const ressource = RESSOURCE[porteur];
    await tx.journal.ecrire({ acte: "seuils-rapprochement", ressource, epci, objet: `seuils:${seuils.depuis}` });
  });
}

const RESSOURCE = { bailleur: "logement-prive", territoire: "programme" } as const;

/** null: the territory. */
function organisationOf({ acteur }: Base, epci: string, porteur: PorteurSeuils): number | null {
  const absent = interdit("droit-absent", "Vous ne pouvez pas écrire ces repères.");
  if (porteur === "territoire") {
    if (!peutPartout(acteur, RESSOURCE.territoire, "modifier", epci)) throw absent;
    return null;
  }
  const habilitation = habilitationFor(acteur, RESSOURCE.bailleur, "modifier", epci);
  if (habilitation === null) throw absent;
  return habilitation.organisation;
}

function checkSaisie({ depuis, effortMax, reference: texte, aujourdhui, relu }: SeuilsSaisis): string {
  const reference = texte.trim();
  if (reference.length < 3 || reference.length > 200) {
    throw new Refus(
      "seuils-reference",
      "Source : dites d’où viennent ces repères, ou pourquoi ils changent (de 3 à 200 signes).",
      {
        champ: "reference",
      },
    );
  }
  relireTexte(reference, "Source :", { relu, aRelire: "seuils-a-relire", details: { champ: "reference" } });
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
