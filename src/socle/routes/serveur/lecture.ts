import { z } from "zod";
import type { ErreurChamp, SaisieFormulaire } from "../../pages/design/formulaire.tsx";
import { valeurDe } from "../../pages/design/formulaire.tsx";
import { type Champ, choix, jourOuVide, texte, texteOuVide } from "../champs.ts";

/**
 * Reads the fields of a form one after the other and keeps every mistake, so that the person corrects all of them at once. What it gives
 * for a field that is wrong is a stand-in: nothing may be done with it before `erreurs` is known to be empty.
 */
export class Lecture {
  readonly saisie: SaisieFormulaire;
  readonly #erreurs: ErreurChamp[] = [];

  constructor(saisie: SaisieFormulaire) {
    this.saisie = saisie;
  }

  get erreurs(): readonly ErreurChamp[] {
    return this.#erreurs;
  }

  fail(champ: string, message: string): void {
    this.#erreurs.push({ champ, message });
  }

  /** undefined: it is wrong. */
  read<T>(champ: string, lire: Champ<T>): T | undefined {
    const { data, error } = lire.safeParse(this.saisie[champ] ?? []);
    for (const { message } of error?.issues ?? []) this.fail(champ, message);
    return data;
  }

  dayOrNull(champ: string, libelle: string): string | null {
    return this.read(champ, jourOuVide(libelle)) ?? null;
  }

  choice<const T extends string>(champ: string, libelle: string, codes: readonly [T, ...T[]]): T {
    return this.read(champ, choix(libelle, codes)) ?? codes[0];
  }

  text(champ: string, libelle: string): string {
    return this.read(champ, texte(libelle)) ?? valeurDe(this.saisie, champ).trim();
  }

  textOrNull(champ: string, max?: number): string | null {
    const lu = this.read(champ, texteOuVide(max));
    return lu === undefined ? valeurDe(this.saisie, champ).trim() : lu;
  }
}

const saisieSchema = z.record(z.string(), z.string().or(z.array(z.string())).catch(""));

/** What a form sent, boxes of the same name together. */
export function saisieOf(body: unknown): SaisieFormulaire {
  return Object.fromEntries(
    Object.entries(saisieSchema.parse(body)).map(([nom, valeur]) => [
      nom,
      typeof valeur === "string" ? [valeur] : valeur,
    ]),
  );
}

/** A number as a field shows it: « 412,5 »; nothing when it is not known. */
export function writeNombre(nombre: number | null | undefined): readonly string[] {
  return nombre === null || nombre === undefined ? [] : [String(nombre).replace(".", ",")];
}

export function writeTexte(texte: string | number | null | undefined): readonly string[] {
  return texte === null || texte === undefined ? [] : [String(texte)];
}
