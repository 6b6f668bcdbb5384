import { type ConventionDeps, pickVersion, requireObjectif } from "#engagements/actes/convention/deps.ts";
import { cleanTexte, OBJET_MAX, TITRE_MAX } from "#engagements/lectures/convention/texte.ts";
import type { Version } from "#engagements/regles/convention/version.ts";
import { unknownTerritoire } from "#socle/regles/shared/introuvable.ts";
import { conflit, Refus } from "#socle/regles/shared/refus.ts";

export type NouvelleConvention = {
  readonly epci: string;
  readonly titre: string;
  readonly objet: string;
  /** true: the convention was signed before it was entered in Blaise. */
  readonly reprise: boolean;
  /** Years between two revisions, 1 to 10. */
  readonly dureeAns: number;
};

/**
 * Prepares the first version of a territory, as a draft. Throws `droit-absent`, `territoire-inconnu`, `convention-existante`, `duree-invalide`, and
 * what `cleanTexte` throws.
 */
export function prepareConvention(
  { base }: ConventionDeps,
  { epci, reprise, dureeAns, ...texts }: NouvelleConvention,
): Promise<Version> {
  requireObjectif(base.acteur, "creer", epci);
  const titre = cleanTexte("Titre", texts.titre, TITRE_MAX);
  const objet = cleanTexte("Objet", texts.objet, OBJET_MAX);
  if (!Number.isInteger(dureeAns) || dureeAns < 1 || dureeAns > 10) {
    throw new Refus("duree-invalide", "Durée entre deux révisions : un nombre entier d’années, de 1 à 10.");
  }
  return base.transaction(async (tx) => {
    if (!(await tx.territoires.find(epci))) throw unknownTerritoire(epci);
    await tx.conventions.lock(epci);
    const [existing] = await tx.conventions.versions(epci);
    if (existing) {
      throw conflit(
        "convention-existante",
        existing.depuis === null
          ? `« ${existing.titre} » est déjà en préparation. Continuez ce projet, ou abandonnez-le d’abord.`
          : `« ${existing.titre} » existe déjà. Préparez un avenant.`,
        { numero: existing.numero },
      );
    }
    const id = await tx.conventions.addVersion(epci, {
      parent: null,
      application: null,
      titre,
      objet,
      reprise,
      dureeAns,
    });
    await tx.journal.ecrire({
      acte: "convention-preparee",
      ressource: "objectif",
      epci,
      objet: `convention-version:${id}`,
    });
    return pickVersion(await tx.conventions.versions(epci), 0);
  });
}
