import { requise } from "../decode/colonne.ts";
import { sirenBailleur } from "../values/code.ts";
import { annee, decimal } from "../values/nombre.ts";
import { texteLibre } from "../values/texte.ts";
import { buildTableProfil } from "./table.ts";

const lecture = decimal({ min: -1_000_000_000, max: 1_000_000_000 });

/** The number behind a printed cell: « 6 261 », « 57,9 % » (0.579), « 14,75 ». « / » and any text give null: printed, but not a number. */
function parseImprime(imprime: string): number | null {
  const isShare = imprime.includes("%");
  const lu = lecture(imprime.replace("%", "").trim());
  if (typeof lu !== "number") return null;
  // Twelve decimals: 57.9 / 100 is 0.5790000000000001 in floating point.
  return isShare ? Number((lu / 100).toFixed(12)) : lu;
}

export const PROFIL_RESULTATS = buildTableProfil({
  source: "resultats",
  libelle: "Résultats publiés",
  propres: ["grandeur", "imprime"],
  colonnes: {
    epci: requise(["siren_epci"], "code", () => sirenBailleur),
    annee: requise(["annee"], "nombre", (c) => annee({ min: 2000, aujourdhui: c.aujourdhui })),
    bailleur: { noms: ["siren_bailleur"], genre: "code", lecteur: () => sirenBailleur },
    grandeur: requise(["grandeur"], "code", () => (texte) => texte.toLowerCase()),
    imprime: requise(["imprime"], "texte", () => (texte) => texte),
    source: requise(["source"], "texte", () => texteLibre),
    explication: { noms: ["explication"], genre: "texte", lecteur: () => texteLibre },
  },
  read: (ligne, c) => {
    const epci = c.epci.read(ligne);
    const year = c.annee.read(ligne);
    const bailleur = c.bailleur.read(ligne);
    const grandeur = c.grandeur.read(ligne);
    const imprime = c.imprime.read(ligne);
    const source = c.source.read(ligne);
    const explication = c.explication.read(ligne);
    if (epci === null || year === null || grandeur === null || imprime === null || source === null) return null;
    return { epci, annee: year, bailleur, grandeur, imprime, valeur: parseImprime(imprime), source, explication };
  },
});
