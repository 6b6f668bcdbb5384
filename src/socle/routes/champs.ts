import { z } from "zod";
import type { ErreurChamp, SaisieFormulaire } from "../pages/design/formulaire.tsx";
import { formatJour } from "../regles/shared/format.ts";
import { Refus } from "../regles/shared/refus.ts";

/** A field of a form: parses what was sent under its name (nothing, one text, or one per ticked box). */
export type Champ<T> = z.ZodType<T, readonly string[]>;
export type Champs = Readonly<Record<string, Champ<unknown>>>;
export type Lu<C extends Champs> = { readonly [K in keyof C]: z.output<C[K]> };

/** Beyond it, a rent or an area is a typing mistake. */
const MONTANT_MAX = 100_000;
const TEXTE_MAX = 2_000;

/** An error with what to write instead; `champ`: in a group, the field beside which it is shown. */
export class Faute {
  readonly message: string;
  readonly champ: string | undefined;
  constructor(message: string, champ?: string) {
    this.message = message;
    this.champ = champ;
  }
}

/** For a field used by one page only. */
export function champ<T>(read: (valeur: string, valeurs: readonly string[]) => T | Faute): Champ<T> {
  return z.array(z.string()).transform((valeurs, contexte) => {
    const lu = read((valeurs[0] ?? "").trim(), valeurs);
    return lu instanceof Faute ? fail(contexte, lu) : lu;
  });
}

function fail({ addIssue }: z.RefinementCtx, { message, champ }: Pick<Faute, "message" | "champ">): never {
  addIssue({ code: "custom", message, path: champ === undefined ? [] : [champ] });
  return z.NEVER;
}

/**
 * Checks several fields together, each mistake shown beside its own: `dire` is called once all are valid. `suffixe`: ends the names of these fields.
 */
export function groupe<C extends Champs, T>(
  saisie: SaisieFormulaire,
  champs: C,
  dire: (lu: Lu<C>) => T | Faute,
  suffixe = "",
): Champ<T> {
  return z.array(z.string()).transform((_, contexte) => {
    const { lu, ecarts } = collectChamps(champs, saisie, suffixe);
    for (const ecart of ecarts) fail(contexte, ecart);
    if (ecarts.length > 0) return z.NEVER;
    const dit = dire(lu);
    return dit instanceof Faute ? fail(contexte, dit) : dit;
  });
}

/** Refuses an empty field; `message`: what to write. */
export function requis<T>(lire: Champ<T | null>, message: string): Champ<T> {
  return lire.transform((lu, contexte) => lu ?? fail(contexte, new Faute(message)));
}

/** An ISO day, not in the future. */
export function jourPasse(libelle: string, aujourdhui: string): Champ<string> {
  return champ((valeur) => {
    if (valeur === "") return new Faute(`${libelle}\u00A0: donnez la date, jour, mois et année.`);
    const jour = readJour(libelle, valeur);
    if (jour instanceof Faute || jour <= aujourdhui) return jour;
    return new Faute(`${libelle}\u00A0: le ${formatJour(jour)} n’est pas encore passé.`);
  });
}

export function jour(libelle: string): Champ<string> {
  return champ((valeur) =>
    valeur === "" ? new Faute(`${libelle}\u00A0: donnez la date, jour, mois et année.`) : readJour(libelle, valeur),
  );
}

export function jourOuVide(libelle: string): Champ<string | null> {
  return champ((valeur) => (valeur === "" ? null : readJour(libelle, valeur)));
}

function readJour(libelle: string, valeur: string): string | Faute {
  const found = z.iso.date().safeParse(valeur);
  const jour = found.success && found.data >= "1900-01-01" && found.data <= "2199-12-31";
  return jour ? found.data : new Faute(`${libelle}\u00A0: écrivez une date qui existe.`);
}

type Montant = { readonly positif?: boolean; readonly max?: number; readonly ecrire?: string };

/** « 1 234,50 » or « 1234.5 », not negative; empty is unknown. `ecrire`: what to write instead. */
export function montantOuVide(
  libelle: string,
  { positif = false, max = MONTANT_MAX, ecrire = ecrireMontant(positif) }: Montant = {},
): Champ<number | null> {
  return champ((valeur) => {
    const ecrit = valeur.replaceAll(/[\s\u00a0\u202f€]/g, "").replace(",", ".");
    if (ecrit === "") return null;
    const nombre = /^\d{1,7}(\.\d{1,2})?$/.test(ecrit) ? Number(ecrit) : Number.NaN;
    const bon = nombre <= max && !(positif && nombre === 0);
    return bon ? nombre : new Faute(`${libelle}\u00A0: ${ecrire}.`);
  });
}

function ecrireMontant(positif: boolean): string {
  const exemple = positif ? "un nombre plus grand que 0" : "un nombre, par exemple 412,50";
  return `écrivez ${exemple}, ou laissez vide si ce n’est pas connu`;
}

type Compte = { readonly chiffres: number; readonly ecrire: string; readonly min?: number; readonly max?: number };

/** « 60 000 », within the number of digits of `bornes`. `ecrire`: what to write instead. */
export function compte(libelle: string, bornes: Compte): Champ<number> {
  return champ((valeur) => readCompte(libelle, valeur, bornes));
}

/** Empty is unknown. */
export function compteOuVide(libelle: string, bornes: Compte): Champ<number | null> {
  return champ((valeur) => (valeur === "" ? null : readCompte(libelle, valeur, bornes)));
}

function readCompte(libelle: string, valeur: string, { chiffres, ecrire, min = 0, max = Infinity }: Compte) {
  const ecrit = valeur.replaceAll(/[\s\u00a0\u202f]/g, "");
  const nombre = /^\d+$/.test(ecrit) && ecrit.length <= chiffres ? Number(ecrit) : Number.NaN;
  return nombre >= min && nombre <= max ? nombre : new Faute(`${libelle}\u00A0: ${ecrire}.`);
}

/** « 17,5 % » → 0.175, rounded to the ten-thousandth of a percent. */
export function taux(libelle: string): Champ<number> {
  return champ((valeur) => readTaux(libelle, valeur));
}

export function tauxOuVide(libelle: string): Champ<number | null> {
  return champ((valeur) => (valeur === "" ? null : readTaux(libelle, valeur)));
}

function readTaux(libelle: string, valeur: string): number | Faute {
  const ecrit = valeur.replaceAll(/[\s\u00a0\u202f%]/g, "").replace(",", ".");
  if (/^\d{1,3}(\.\d{1,4})?$/.test(ecrit) && Number(ecrit) <= 100)
    return Math.round(Number(ecrit) * 10_000) / 1_000_000;
  return new Faute(`${libelle}\u00A0: écrivez un pourcentage entre 0 et 100, par exemple 25 ou 17,5.`);
}

/** A whole number of two digits at most, from `minimum`; empty is unknown. */
export function entierOuVide(libelle: string, minimum: number): Champ<number | null> {
  const ecrire = `écrivez un nombre entier, à partir de ${minimum}, ou laissez vide`;
  return compteOuVide(libelle, { chiffres: 2, min: minimum, ecrire });
}

export function annee(libelle: string): Champ<number> {
  return champ((valeur) => readAnnee(libelle, valeur));
}

export function anneeOuVide(libelle: string): Champ<number | null> {
  return champ((valeur) => (valeur === "" ? null : readAnnee(libelle, valeur)));
}

function readAnnee(libelle: string, valeur: string): number | Faute {
  const lue = /^(19|20)\d{2}$/.test(valeur);
  return lue ? Number(valeur) : new Faute(`${libelle}\u00A0: écrivez quatre chiffres, par exemple 2025.`);
}

export function choix<const T extends string>(libelle: string, codes: readonly T[]): Champ<T> {
  return champ(
    (valeur) => codes.find((code) => code === valeur) ?? new Faute(`${libelle}\u00A0: choisissez une réponse.`),
  );
}

export function choixOuVide<const T extends string>(libelle: string, codes: readonly T[]): Champ<T | null> {
  return champ((valeur) => {
    if (valeur === "") return null;
    return codes.find((code) => code === valeur) ?? new Faute(`${libelle}\u00A0: choisissez dans la liste.`);
  });
}

/** A field with a format of its own: `read` returns undefined on a wrong value, and `message` says what to write. */
export function propre<T>(read: (valeur: string) => T | undefined, message: string): Champ<T> {
  return champ((valeur) => {
    const lu = read(valeur);
    return lu === undefined ? new Faute(message) : lu;
  });
}

export function parmi(libelle: string, codes: readonly string[]): Champ<string> {
  return propre(
    (valeur) => (codes.includes(valeur) ? valeur : undefined),
    `${libelle}\u00A0: choisissez dans la liste.`,
  );
}

/** Ticked codes of the list, in its order; others are ignored. */
export function plusieurs<const T extends string>(codes: readonly T[]): Champ<readonly T[]> {
  return champ((_, valeurs) => codes.filter((code) => valeurs.includes(code)));
}

/** Ticked values that match the pattern; others are ignored. */
export function plusieursDe(forme: RegExp): Champ<readonly string[]> {
  return champ((_, valeurs) => valeurs.filter((valeur) => forme.test(valeur)));
}

export function texte(libelle: string, max = TEXTE_MAX): Champ<string> {
  return champ((valeur) => (valeur === "" ? new Faute(`${libelle}\u00A0: écrivez-le.`) : readTexte(valeur, max)));
}

export function texteOuVide(max = TEXTE_MAX): Champ<string | null> {
  return champ((valeur) => (valeur === "" ? null : readTexte(valeur, max)));
}

/** Nothing sent is an empty text. */
export function texteLibre(max = TEXTE_MAX): Champ<string> {
  return champ((valeur) => readTexte(valeur, max));
}

/** Refuses a longer text: truncated, it would be kept in words that nobody wrote. */
function readTexte(valeur: string, max: number): string | Faute {
  const ecrit = valeur.replaceAll("\r\n", "\n");
  return ecrit.length <= max ? ecrit : new Faute(`Texte trop long\u00A0: ${max} caractères au plus. Raccourcissez-le.`);
}

/** Words separated by spaces, commas or semicolons. */
export function mots(max = TEXTE_MAX): Champ<readonly string[]> {
  return champ((valeur) => {
    const ecrit = readTexte(valeur, max);
    return ecrit instanceof Faute ? ecrit : ecrit.split(/[\s,;]+/).filter(Boolean);
  });
}

/** Unchecked: the act itself validates it. */
export function brut(): Champ<string> {
  return champ((_, valeurs) => valeurs[0] ?? "");
}

/** A number that the form itself wrote in a hidden field; anything else gives -1, which identifies nothing. */
export function numeroCache(): Champ<number> {
  return champ((valeur) => (/^\d{1,9}$/.test(valeur) ? Number(valeur) : -1));
}

export function numeroOuVide(): Champ<number | null> {
  return champ((valeur) => {
    if (valeur === "") return null;
    return /^\d{1,9}$/.test(valeur) ? Number(valeur) : -1;
  });
}

/** Number of a chosen entry of a list. */
export function numeroChoisi(libelle: string): Champ<number> {
  return champ((valeur) => {
    if (valeur === "") return new Faute(`${libelle}\u00A0: choisissez dans la liste.`);
    return /^\d{1,9}$/.test(valeur) ? Number(valeur) : -1;
  });
}

export function coche(): Champ<boolean> {
  return champ((valeur) => valeur === "oui");
}

/** The confirmation « j’ai relu »; false when absent. */
export function relu(): Champ<boolean> {
  return coche();
}

/** Throws for a field whose error depends on another. */
export function refuseChamp(champ: string, message: string): never {
  throw new Refus("saisie-a-corriger", message, { ecarts: [{ champ, message }] });
}

/** One of a closed list, or `sinon` without an answer. */
export function choixOu<const T extends string>(libelle: string, codes: readonly T[], sinon: T): Champ<T> {
  return choixOuVide(libelle, codes).transform((valeur) => valeur ?? sinon);
}

/** A text of that form, or empty; `ecrire`: what to write instead. */
export function texteDeForme(
  libelle: string,
  { forme, max, ecrire }: { readonly forme: RegExp; readonly max: number; readonly ecrire: string },
): Champ<string | null> {
  return champ((valeur) => {
    if (valeur === "") return null;
    const lu = readTexte(valeur, max);
    return lu instanceof Faute || forme.test(lu) ? lu : new Faute(`${libelle}\u00A0: ${ecrire}.`);
  });
}

/** Ignores whatever was sent. */
export function rien(): Champ<null> {
  return champ(() => null);
}

/** Throws `saisie-a-corriger` with every mistake of the form, so that the person corrects all of them at once. */
export function readChamps<C extends Champs>(champs: C, saisie: SaisieFormulaire): Lu<C> {
  return checkLu(collectChamps(champs, saisie));
}

type LuOuEcarts<T> = { readonly lu: T; readonly ecarts: readonly ErreurChamp[] };

/** `suffixe`: ends the names of the fields of one line among many. The result may not be used before `checkLu`. */
export function collectChamps<C extends Champs>(champs: C, saisie: SaisieFormulaire, suffixe = ""): LuOuEcarts<Lu<C>> {
  const ecarts: ErreurChamp[] = [];
  const lu = Object.entries(champs).map(([nom, champ]) => {
    const { data, error } = champ.safeParse(saisie[nom + suffixe] ?? []);
    for (const { message, path } of error?.issues ?? [])
      ecarts.push({ champ: String(path[0] ?? nom + suffixe), message });
    return [nom, data];
  });
  return { lu: Object.fromEntries(lu), ecarts };
}

export function checkLu<T>({ lu, ecarts }: LuOuEcarts<T>): T {
  if (ecarts.length === 0) return lu;
  throw new Refus("saisie-a-corriger", ecarts.map(({ message }) => message).join(" "), { ecarts });
}
