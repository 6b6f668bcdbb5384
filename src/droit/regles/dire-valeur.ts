import { formatCompte, formatJour, formatNombre, formatTauxCourt } from "#socle/regles/shared/format.ts";
import type { Declaration, Forme, Origine } from "./enregistrement.ts";

/** « 25 % », « 12 mois », « oui », « 29 communes »; a table or a structure is shown apart: « tableau de 3 zones ». */
export function sayValeur(declaration: Declaration, valeur: unknown): string {
  return DIRE[declaration.forme](valeur, declaration) ?? "texte structuré";
}

/** « Paris et communes voisines » for « paris ». */
export function labelOf({ libelles }: Pick<Declaration, "libelles">, code: string | number): string {
  return libelles[String(code)] ?? String(code);
}

/** null: the value is not of that form. */
type Dire = (valeur: unknown, declaration: Declaration) => string | null;

const DIRE: Readonly<Record<Forme, Dire>> = {
  taux: (valeur) => (typeof valeur === "number" ? formatTauxCourt(valeur) : null),
  nombre: (valeur, { unite }) => (typeof valeur === "number" ? sayNombre(valeur, unite) : null),
  "oui-non": (valeur) => (valeur === true ? "oui" : valeur === false ? "non" : null),
  jour: (valeur) => (typeof valeur === "string" ? formatJour(valeur) : null),
  choix: (valeur, declaration) =>
    typeof valeur === "string" || typeof valeur === "number" ? labelOf(declaration, valeur) : null,
  codes: (valeur) => (Array.isArray(valeur) ? formatCompte(valeur.length, "commune") : null),
  texte: (valeur) => (typeof valeur === "string" ? valeur : null),
  montants: (valeur) =>
    typeof valeur === "object" && valeur !== null
      ? `tableau de ${formatCompte(Object.keys(valeur).length, "zone")}`
      : null,
  structure: () => null,
};

/** Thousandths are stored whole, for exact products; people read a percentage. */
function sayNombre(valeur: number, unite: string | null): string {
  if (unite === "‰") return formatTauxCourt(valeur / 1000);
  return unite === null ? formatNombre(valeur) : `${formatNombre(valeur)}\u00A0${unite}`;
}

/** « jeu « plafonds » de Blaise, version 2026-11-30.1 », or the author of a typed record. */
export function sayOrigine(origine: Origine): string {
  return origine.nature === "jeu"
    ? `Jeu « ${origine.nom} » de ${origine.editeur}, version ${origine.version}`
    : `Saisie n° ${origine.id}, ${origine.auteur}`;
}

/** « du 1er janvier 2026 au 31 décembre 2026 », « depuis le 25 novembre 2018 ». */
export function sayJours({ depuis, jusque }: { readonly depuis: string; readonly jusque: string | null }): string {
  return jusque === null ? `depuis le ${formatJour(depuis)}` : `du ${formatJour(depuis)} au ${formatJour(jusque)}`;
}
