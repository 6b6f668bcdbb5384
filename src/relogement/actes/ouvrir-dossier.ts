import type { Base } from "#socle/lectures/base.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { checkSaisie, hashNumero } from "../lectures/check-saisie.ts";
import type { ModificationMenage } from "../lectures/ports.ts";
import type { IdentiteReloge } from "../regles/menage.ts";
import { notADemolition } from "./confier-immeuble.ts";
import { unknownDossier, withoutRight } from "./ecrire-dossier.ts";

export type DossierAOuvrir = {
  readonly epci: string;
  /** `id` of the demolition. */
  readonly operation: number;
  readonly menage: Required<ModificationMenage>;
  readonly identite: IdentiteReloge;
  /** Number unique as typed; empty: unknown. Hashed with the key of the files of the SNE, and never kept in clear. */
  readonly numeroUnique: string;
  /** File of the household that this one leaves; null: no décohabitation. */
  readonly decohabitationDe: number | null;
  readonly synthetique: boolean;
  hash(numero: string): string;
};

/**
 * Opens the file of a household of a building to demolish. Returns its `id`. Refuses `droit-absent`, `relogement-immeuble`,
 * `relogement-immeuble-non-confie`,
 * `relogement-sans-bailleur`, `relogement-inconnu` (décohabitation), `relogement-saisie`, `numero-unique-invalide`.
 */
export async function ouvrirDossier(base: Base, demande: DossierAOuvrir): Promise<number> {
  const { epci, operation, menage, identite, decohabitationDe, synthetique } = demande;
  if (!peut(base.acteur, "relogement", "creer", epci)) throw withoutRight();
  checkSaisie(menage, identite);
  const numeroHash = hashNumero(demande.numeroUnique, demande.hash);
  const organisation = await findBailleur(base, epci, operation);
  return base.transaction(async (tx) => {
    if (decohabitationDe !== null) {
      const origine = await tx.relogements.find(epci, decohabitationDe);
      if (origine?.operation !== operation) throw unknownDossier();
    }
    const id = await tx.relogements.add(epci, {
      ...menage,
      operation,
      organisation,
      identite,
      numeroHash,
      decohabitationDe,
      synthetique,
    });
    const demandeur = await tx.relogements.demandeur(epci, id);
    await tx.journal.ecrire({
      acte: "relogement-ouvert",
      ressource: "relogement",
      epci,
      objet: `relogement:${id}`,
      ...(demandeur === null ? {} : { demandeur }),
    });
    return id;
  });
}

/** Bailleur of the building; refuses a building that is not entrusted to the actor. */
async function findBailleur(base: Base, epci: string, operation: number): Promise<number> {
  const [immeuble, missions] = await Promise.all([
    base.relogements.immeuble(epci, operation),
    base.relogements.missions(epci),
  ]);
  if (immeuble?.genre !== "demolition") throw notADemolition();
  if (!missions.some((mission) => mission.operation === operation)) {
    throw new Refus(
      "relogement-immeuble-non-confie",
      `« ${immeuble.nom} » ne vous est pas confié : demandez-le à l’EPCI avant d’y ouvrir un dossier.`,
    );
  }
  if (immeuble.organisation === null) {
    throw new Refus(
      "relogement-sans-bailleur",
      `« ${immeuble.nom} » n’a pas de bailleur dans le programme : faites-le compléter avant d’ouvrir un dossier.`,
    );
  }
  return immeuble.organisation;
}
