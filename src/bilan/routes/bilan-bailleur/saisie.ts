import { z } from "zod";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { Precision } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import type { SaisieBilan } from "../../pages/bilan-bailleur/formulaires.tsx";

/** More than any form of ours sends: the act says how many may be kept. */
const LIGNES_MAX = 60;

/** As typed, rows left empty taken out: the page shows it again when the act is refused. */
export function readSaisie(saisie: SaisieFormulaire): SaisieBilan {
  const rows = Array.from({ length: LIGNES_MAX }, (_, rang) => ({
    contingent: valeurDe(saisie, `contingent-${rang}`),
    partenaire: valeurDe(saisie, `partenaire-${rang}`).trim(),
    nombre: valeurDe(saisie, `nombre-${rang}`).trim(),
  }));
  return {
    commentaire: valeurDe(saisie, "commentaire"),
    precisions: rows.filter(({ partenaire, nombre }) => partenaire !== "" || nombre !== ""),
  };
}

/** A number that is not written as one is NaN: the act refuses it, with the row's name. Throws `saisie-invalide` on a contingent that no list has. */
export function readPrecisions(saisie: SaisieFormulaire): readonly Precision[] {
  return readSaisie(saisie).precisions.map(({ contingent, partenaire, nombre }) => ({
    contingent: parseInput(z.enum(CONTINGENTS), contingent),
    partenaire,
    nombre: /^\d{1,6}$/.test(nombre) ? Number(nombre) : Number.NaN,
  }));
}
