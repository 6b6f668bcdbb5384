import { z } from "zod";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { Precision } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import type { SaisieBilan } from "../../pages/bilan-bailleur/formulaires.tsx";

/** More than our forms send: the act limits what is kept. */
const LIGNES_MAX = 60;

/** As typed, without empty rows: shown again when the act is refused. */
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

/** An invalid number becomes NaN, which the act refuses with the row's name. Throws `saisie-invalide` on an unknown contingent. */
export function readPrecisions(saisie: SaisieFormulaire): readonly Precision[] {
  return readSaisie(saisie).precisions.map(({ contingent, partenaire, nombre }) => ({
    contingent: parseInput(z.enum(CONTINGENTS), contingent),
    partenaire,
    nombre: /^\d{1,6}$/.test(nombre) ? Number(nombre) : Number.NaN,
  }));
}
