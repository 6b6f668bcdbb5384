import type { Entete } from "../decode/entete.ts";
import type { LigneEnCours } from "../decode/ligne.ts";
import { findNir, mayHoldNir } from "../decode/nir.ts";
import { refusals } from "../refusals.ts";
import type { LigneBrute } from "./open-tables.ts";

export function isWritten(cell: string): boolean {
  return cell.trim() !== "";
}

/** Is the line empty, or the header repeated (files put end to end)? */
export function isBlank({ cells }: LigneBrute, entete: Entete): boolean {
  if (cells.every((cell) => !isWritten(cell))) return true;
  return entete.cells.every((cell, i) => cell === (cells[i] ?? "").trim());
}

export function checkForme(ligne: LigneEnCours, { cells, malforme }: LigneBrute, entete: Entete): void {
  if (malforme) {
    ligne.reject("guillemet-isole", null, "", "La ligne contient un guillemet isolé. Doublez-le ou retirez-le.");
  }
  if (cells.slice(entete.largeur).some(isWritten)) {
    ligne.reject(
      "nombre-de-champs",
      null,
      "",
      `La ligne a ${cells.length} champs au lieu de ${entete.cells.length} : un séparateur est en trop. Corrigez-la.`,
    );
  }
}

/**
 * Detects NIR: identifiers of 15 digits have a valid NIR key once in 97 by chance, so their column is refused on a majority, any other at the first.
 */
export class GardeNir {
  readonly #entete: Entete;
  readonly #identifiants: ReadonlySet<number>;
  readonly #vus = new Map<number, { lus: number; nirs: number; ligne: number }>();

  constructor(entete: Entete, colonnes: readonly { readonly index: number; readonly genre: string }[]) {
    this.#entete = entete;
    this.#identifiants = new Set(colonnes.flatMap(({ index, genre }) => (genre === "identifiant" ? [index] : [])));
  }

  check({ cells, ligne }: LigneBrute): void {
    cells.forEach((cell, i) => {
      if (cell === "") return;
      const found = mayHoldNir(cell) ? findNir(cell) : null;
      if (!this.#identifiants.has(i)) {
        if (found !== null) throw this.#refuse(i, ligne);
        return;
      }
      const compte = this.#vus.get(i) ?? { lus: 0, nirs: 0, ligne };
      this.#vus.set(i, compte);
      compte.lus++;
      if (found === "cle") compte.nirs++;
    });
  }

  finish(): void {
    for (const [i, { lus, nirs, ligne }] of this.#vus) if (nirs * 2 > lus) throw this.#refuse(i, ligne);
  }

  #refuse(index: number, ligne: number) {
    return refusals.nirPresent(this.#entete.cells[index] || `n° ${index + 1}`, ligne);
  }
}
