import { z } from "zod";
import type { ErreurChamp, SaisieFormulaire } from "../../pages/design/formulaire.tsx";
import { valeurDe } from "../../pages/design/formulaire.tsx";
import { formatJour } from "../../regles/shared/format.ts";

/** Past this, a rent or a surface is a slip of the keyboard. */
const MONTANT_MAX = 100_000;
const TEXTE_MAX = 2_000;

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

  /** An ISO day that has come. */
  day(champ: string, libelle: string, aujourdhui: string): string {
    const jour = this.dayOrNull(champ, libelle);
    if (jour === null) {
      if (valeurDe(this.saisie, champ) === "") this.fail(champ, `${libelle} : donnez la date, jour, mois et année.`);
    } else if (jour > aujourdhui) {
      this.fail(champ, `${libelle} : le ${formatJour(jour)} n’est pas encore passé.`);
    }
    return jour ?? aujourdhui;
  }

  dayOrNull(champ: string, libelle: string): string | null {
    const valeur = valeurDe(this.saisie, champ).trim();
    if (valeur === "") return null;
    const found = z.iso.date().safeParse(valeur);
    if (found.success && found.data >= "1900-01-01" && found.data <= "2199-12-31") return found.data;
    this.fail(champ, `${libelle} : écrivez une date qui existe.`);
    return null;
  }

  /** « 1 234,50 » or « 1234.5 », not negative; empty is not known. */
  amount(champ: string, libelle: string, { positif = false }: { readonly positif?: boolean } = {}): number | null {
    const valeur = valeurDe(this.saisie, champ)
      .replaceAll(/[\s\u00a0\u202f€]/g, "")
      .replace(",", ".");
    if (valeur === "") return null;
    const nombre = /^\d{1,7}(\.\d{1,2})?$/.test(valeur) ? Number(valeur) : Number.NaN;
    if (nombre <= MONTANT_MAX && !(positif && nombre === 0)) return nombre;
    const exemple = positif ? "un nombre plus grand que 0" : "un nombre, par exemple 412,50";
    this.fail(champ, `${libelle} : écrivez ${exemple}, ou laissez vide si ce n’est pas connu.`);
    return null;
  }

  whole(champ: string, libelle: string, minimum: number): number | null {
    const valeur = valeurDe(this.saisie, champ).trim();
    if (valeur === "") return null;
    const nombre = /^\d{1,2}$/.test(valeur) ? Number(valeur) : Number.NaN;
    if (nombre >= minimum) return nombre;
    this.fail(champ, `${libelle} : écrivez un nombre entier, à partir de ${minimum}, ou laissez vide.`);
    return null;
  }

  /** « 60 000 », of that many digits at most; empty is not known. `ecrire`: what to write instead. */
  count(
    champ: string,
    libelle: string,
    { chiffres, ecrire }: { readonly chiffres: number; readonly ecrire: string },
  ): number | null {
    const valeur = valeurDe(this.saisie, champ).replaceAll(/[\s\u00a0\u202f]/g, "");
    if (valeur === "") return null;
    if (/^\d+$/.test(valeur) && valeur.length <= chiffres) return Number(valeur);
    this.fail(champ, `${libelle} : ${ecrire}.`);
    return null;
  }

  /** One of a closed list. */
  choice<const T extends string>(champ: string, libelle: string, codes: readonly [T, ...T[]]): T {
    const found = codes.find((code) => code === valeurDe(this.saisie, champ));
    if (found !== undefined) return found;
    this.fail(champ, `${libelle} : choisissez une réponse.`);
    return codes[0];
  }

  choiceOrNull<const T extends string>(champ: string, libelle: string, codes: readonly T[]): T | null {
    const valeur = valeurDe(this.saisie, champ);
    if (valeur === "") return null;
    const found = codes.find((code) => code === valeur);
    if (found !== undefined) return found;
    this.fail(champ, `${libelle} : choisissez dans la liste.`);
    return null;
  }

  /** Those of the list that were ticked. */
  several<const T extends string>(champ: string, codes: readonly T[]): readonly T[] {
    const ticked = new Set(this.saisie[champ] ?? []);
    return codes.filter((code) => ticked.has(code));
  }

  text(champ: string, libelle: string): string {
    const valeur = this.textOrNull(champ);
    if (valeur === null) this.fail(champ, `${libelle} : écrivez-le.`);
    return valeur ?? "";
  }

  textOrNull(champ: string, max = TEXTE_MAX): string | null {
    const valeur = valeurDe(this.saisie, champ).trim().replaceAll("\r\n", "\n");
    // Cut, it would be kept as nobody wrote it.
    if (valeur.length > max) this.fail(champ, `Texte trop long : ${max} caractères au plus. Raccourcissez-le.`);
    return valeur === "" ? null : valeur;
  }

  /** A number that the form itself wrote. */
  hidden(champ: string): number {
    const valeur = valeurDe(this.saisie, champ);
    return /^\d{1,9}$/.test(valeur) ? Number(valeur) : -1;
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
export function writeNombre(nombre: number | null): readonly string[] {
  return nombre === null ? [] : [String(nombre).replace(".", ",")];
}

export function writeTexte(texte: string | null): readonly string[] {
  return texte === null ? [] : [texte];
}
