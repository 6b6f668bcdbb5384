import { formatEuros, formatJourCourt, formatNombre, formatTaux } from "../shared/format.ts";

/** `points`: a difference of two rates, between −1 and 1, written « +3,2 points ». `jour`: an ISO day or instant. */
export type GenreColonne =
  | "nombre"
  | "taux"
  | "euros"
  | "euros-m2"
  | "annee"
  | "points"
  | "decimal"
  | "entier"
  | "jour"
  | "texte"
  | "statut";

const deuxDecimales = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const points = new Intl.NumberFormat("fr-FR", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: "exceptZero",
});

const JOUR = /^\d{4}-\d\d-\d\d/;

/** One value in the unit of its column; a word is unchanged. */
export function formatValeur(valeur: number | string, genre: GenreColonne): string {
  if (typeof valeur === "string") return genre === "jour" && JOUR.test(valeur) ? formatJourCourt(valeur) : valeur;
  switch (genre) {
    case "taux":
      return formatTaux(valeur);
    case "euros":
      return formatEuros(valeur);
    case "euros-m2":
      return `${deuxDecimales.format(valeur)}\u00A0€/m²`;
    case "points":
      return `${points.format(valeur * 100).replace("-", "−")}\u00A0${Math.abs(valeur) < 0.02 ? "point" : "points"}`;
    case "annee":
      return String(Math.round(valeur));
    default:
      return formatNombre(valeur);
  }
}

/** True for values aligned left and never added up. */
export function isTexte({ genre = "texte" }: { readonly genre?: GenreColonne }): boolean {
  return genre === "texte" || genre === "statut" || genre === "jour";
}
