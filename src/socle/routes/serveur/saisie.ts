import { z } from "zod";
import type { SaisieFormulaire } from "../../pages/design/formulaire.tsx";

const saisieSchema = z.record(z.string(), z.string().or(z.array(z.string())).catch(""));

/** Fields of a form; boxes of the same name are grouped. */
export function saisieOf(body: unknown): SaisieFormulaire {
  return Object.fromEntries(
    Object.entries(saisieSchema.parse(body)).map(([nom, valeur]) => [
      nom,
      typeof valeur === "string" ? [valeur] : valeur,
    ]),
  );
}

/** A number as a field shows it: « 412,5 »; empty when unknown. */
export function writeNombre(nombre: number | null | undefined): readonly string[] {
  return nombre === null || nombre === undefined ? [] : [String(nombre).replace(".", ",")];
}

export function writeTexte(texte: string | number | null | undefined): readonly string[] {
  return texte === null || texte === undefined ? [] : [String(texte)];
}
