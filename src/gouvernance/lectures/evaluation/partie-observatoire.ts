import { figureResidences } from "#observatoire/lectures/desequilibre/figures-unites.ts";
import type { FiltreDesequilibre } from "#observatoire/lectures/desequilibre/filtre.ts";
import { readDesequilibres } from "#observatoire/lectures/desequilibre/read-analyse.ts";
import { type ChiffreCle, computeVueEnsemble } from "#observatoire/lectures/vue-ensemble.ts";
import type { Base } from "#socle/lectures/base.ts";
import { peutPartout } from "#socle/regles/habilitation/peut.ts";
import { formatEuros, formatNombre, formatTaux, INCONNU } from "#socle/regles/shared/format.ts";
import { absente, contenu, type Lecteur, type Matiere } from "./contenu.ts";

/** Key figures of the last published files. */
export const lireObservatoire: Lecteur = async (base, matiere) => {
  const { chiffres } = await computeVueEnsemble(base, matiere);
  const phrases = [...chiffres.map(sayChiffre), ...(await sayDesequilibres(base, matiere))];
  if (phrases.length === 0) {
    const rien = absente("Aucun fichier du parc, de l’occupation ni des demandes n’est publié.");
    return { interne: rien, publique: rien };
  }
  // Public form: facts of the stock, which no secrecy covers; a count of demandes comes from the audited release only.
  const ouverts = chiffres.filter(({ page }) => page === "observatoire/parc").map(sayChiffre);
  return {
    interne: contenu(phrases),
    publique: contenu([...ouverts, "Les autres chiffres sont ceux de l’observatoire public, sous secret statistique."]),
  };
};

/** « Vacance : 7,4 % au 1er janvier 2017. » */
function sayChiffre({ libelle, genre, cellule, quand }: ChiffreCle): string {
  const { valeur, bornes } = cellule;
  if (typeof valeur !== "number") return `${libelle} : ${valeur ?? INCONNU} (${quand}).`;
  const write = (value: number) => writeValeur(value, genre);
  const [basse, haute] = bornes ?? [valeur, valeur];
  const possible = write(basse) === write(haute) ? "" : `, entre ${write(basse)} et ${write(haute)}`;
  return `${libelle} : ${write(valeur)}${possible} (${quand}).`;
}

const DEUX_DECIMALES = new Intl.NumberFormat("fr-FR", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function writeValeur(value: number, genre: ChiffreCle["genre"]): string {
  if (genre === "taux") return formatTaux(value);
  if (genre === "euros") return formatEuros(value);
  return genre === "euros-m2" ? `${DEUX_DECIMALES.format(value)}\u00A0€/m²` : formatNombre(value);
}

async function sayDesequilibres(base: Base, { epci, aujourdhui, memoire }: Matiere): Promise<readonly string[]> {
  if (!peutPartout(base.acteur, "indicateur-interne", "lire", epci)) return [];
  const question = { epci, millesime: null, enquete: null, methode: null, aujourdhui };
  const { analyse } = await readDesequilibres(base, memoire, question);
  if (analyse === null) return [];
  const { titre, lecture } = figureResidences(analyse, TOUTES);
  return lecture === null ? [] : [`${titre} : ${lecture}`];
}

const TOUTES: FiltreDesequilibre = {
  population: "occupants",
  axe: "indice",
  classe: "toutes",
  tri: "classe",
  bailleur: null,
  commune: null,
  secteur: null,
};
