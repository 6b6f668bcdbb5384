import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { changedDossier, ecrireDossier, withoutRight } from "../actes/ecrire-dossier.ts";
import type { EnqueteRelogement } from "../regles/enquete.ts";
import type { EtapeRelogement, IdentiteReloge } from "../regles/menage.ts";
import { checkPast } from "../regles/regle-offre.ts";
import { checkSaisie, hashNumero } from "./check-saisie.ts";
import type { ModificationMenage } from "./ports.ts";

type Dossier = { readonly epci: string; readonly id: number };
const MODIFIER = { acte: "relogement-modifie", action: "modifier" } as const;

/**
 * Saves the forms of the file; an absent field is unchanged. Refuses `relogement-change` for an outdated revision,
 * `relogement-saisie`, `relogement-inconnu`, `droit-absent`.
 */
export async function modifierDossier(
  base: Base,
  demande: Dossier & { readonly revision: number; readonly modification: ModificationMenage },
): Promise<void> {
  const { epci, id, revision, modification } = demande;
  checkSaisie(modification, null);
  await ecrireDossier(base, { epci, id, ...MODIFIER }, async (tx) => {
    if (!(await tx.relogements.update(epci, id, revision, modification))) throw changedDossier();
  });
}

/**
 * Saves names, income and composition. `numeroUnique` null: unchanged; empty: erased. Refuses `relogement-change`, `relogement-saisie`,
 * `numero-unique-invalide`, `relogement-inconnu`, `droit-absent`.
 */
export async function modifierIdentite(
  base: Base,
  demande: Dossier & {
    readonly revision: number;
    readonly identite: IdentiteReloge;
    readonly numeroUnique: string | null;
    hash(numero: string): string;
  },
): Promise<void> {
  const { epci, id, revision, identite, numeroUnique } = demande;
  const numeroHash = numeroUnique === null ? undefined : hashNumero(numeroUnique, demande.hash);
  await ecrireDossier(base, { epci, id, ...MODIFIER }, async (tx, { personnes }) => {
    checkSaisie({ personnes }, identite);
    if (!(await tx.relogements.update(epci, id, revision, {}))) throw changedDossier();
    if (!(await tx.relogements.updateIdentite(epci, id, identite, numeroHash))) throw withoutRight();
  });
}

/** Saves the next step and its day; null: nothing is planned. Refuses `relogement-inconnu`, `droit-absent`. */
export async function planifierEtape(
  base: Base,
  demande: Dossier & { readonly etape: { readonly quoi: EtapeRelogement; readonly le: string | null } | null },
): Promise<void> {
  const { epci, id, etape } = demande;
  await ecrireDossier(base, { epci, id, ...MODIFIER }, (tx) => tx.relogements.setEtape(epci, id, etape));
}

/**
 * Saves what a rehoused household says of its rehousing. Refuses `relogement-enquete` before the lease, `relogement-date`, `relogement-inconnu`,
 * `droit-absent`.
 */
export async function ecrireEnquete(
  base: Base,
  demande: Dossier & { readonly enquete: EnqueteRelogement; readonly aujourdhui: string },
): Promise<void> {
  const { epci, id, enquete, aujourdhui } = demande;
  checkPast("Enquête du", enquete.le, aujourdhui);
  await ecrireDossier(base, { epci, id, ...MODIFIER }, async (tx, { etat }) => {
    if (etat !== "reloge") {
      throw new Refus(
        "relogement-enquete",
        "L’enquête se fait après le bail\u00A0: ce ménage n’est pas encore relogé.",
      );
    }
    await tx.relogements.setEnquete(epci, id, enquete);
  });
}
