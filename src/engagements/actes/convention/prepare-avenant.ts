import { Refus } from "#socle/regles/shared/refus.ts";
import { cleanTexte, OBJET_MAX, TITRE_MAX } from "../../lectures/convention/texte.ts";
import type { Application } from "../../regles/convention/application-avenant.ts";
import { lastEnVigueur, type Version } from "../../regles/convention/version.ts";
import { type ConventionDeps, requireObjectif } from "./deps.ts";

export type NouvelAvenant = {
  readonly epci: string;
  readonly titre: string;
  readonly objet: string;
  /** How it applies to the year of its entry into force; null: to be chosen before. */
  readonly application: Application | null;
};

/**
 * A draft that amends the version in force: a copy of its objectives and signatories, unsigned. Throws `droit-absent`, `convention-absente`, and as
 * `cleanTexte`.
 */
export function prepareAvenant(
  { base }: ConventionDeps,
  { epci, application, ...texts }: NouvelAvenant,
): Promise<Version> {
  requireObjectif(base.acteur, "creer", epci);
  const titre = cleanTexte("Titre", texts.titre, TITRE_MAX);
  const objet = cleanTexte("Objet", texts.objet, OBJET_MAX);
  return base.transaction(async (tx) => {
    await tx.conventions.lock(epci);
    const parent = lastEnVigueur(await tx.conventions.versions(epci));
    if (!parent) {
      throw new Refus(
        "convention-absente",
        "Aucune convention n’est en vigueur : il n’y a rien à modifier par avenant. Menez d’abord le projet à son entrée en vigueur.",
      );
    }
    const { dureeAns } = parent;
    const id = await tx.conventions.addVersion(epci, {
      parent: parent.id,
      application,
      titre,
      objet,
      reprise: false,
      dureeAns,
    });
    await tx.conventions.replaceEngagements(epci, id, parent.engagements);
    await tx.conventions.replaceTerritorialises(epci, id, parent.territorialises);
    for (const { nom, qualite, siren, organisation } of parent.signataires) {
      await tx.conventions.addSignataire(epci, id, { nom, qualite, siren, organisation });
    }
    await tx.journal.ecrire({
      acte: "convention-preparee",
      ressource: "objectif",
      epci,
      objet: `convention-version:${id}`,
    });
    return findById(await tx.conventions.versions(epci), id);
  });
}

function findById(versions: readonly Version[], id: number): Version {
  const found = versions.find((version) => version.id === id);
  if (!found) throw new Error(`Version ${id} was written and cannot be read back.`);
  return found;
}
