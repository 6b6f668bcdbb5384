import { z } from "zod";
import { CONTINGENTS } from "#droit/regles/attribution/attribution.ts";
import { parseInput } from "#socle/routes/serveur/input.ts";
import type { Precision } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import type { SaisieBilan } from "../../pages/bilan-bailleur/formulaires.tsx";

/** More than any form of ours sends: the act says how many may be kept. */
const LIGNES_MAX = 60;

/** As typed, rows left empty taken out: the page shows it again when the act is refused. */
export function readSaisie(body: Readonly<Record<string, unknown>>): SaisieBilan & { readonly relu: boolean } {
  const texte = (nom: string) => z.string().catch("").parse(body[nom]);
  const rows = Array.from({ length: LIGNES_MAX }, (_, rang) => ({
    contingent: texte(`contingent-${rang}`),
    partenaire: texte(`partenaire-${rang}`).trim(),
    nombre: texte(`nombre-${rang}`).trim(),
  }));
  return {
    commentaire: texte("commentaire"),
    precisions: rows.filter(({ partenaire, nombre }) => partenaire !== "" || nombre !== ""),
    relu: body.relu === "oui",
  };
}

/** A number that is not written as one is NaN: the act refuses it, with the row's name. Throws `saisie-invalide` on a contingent that no list has. */
export function readPrecisions({ precisions }: SaisieBilan): readonly Precision[] {
  return precisions.map(({ contingent, partenaire, nombre }) => ({
    contingent: parseInput(z.enum(CONTINGENTS), contingent),
    partenaire,
    nombre: /^\d{1,6}$/.test(nombre) ? Number(nombre) : Number.NaN,
  }));
}
