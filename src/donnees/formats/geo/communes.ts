import type { CommuneRow } from "../rows.ts";
import { codeCommune } from "../values/code.ts";
import { Defaut, reject } from "../values/defaut.ts";
import { entier } from "../values/nombre.ts";
import { unwrap } from "../values/texte.ts";
import type { Entite } from "./entite.ts";
import { findPropriete, type Proprietes } from "./proprietes.ts";

export const NOMS_COMMUNES = {
  code: ["code", "code_insee", "insee_com", "codgeo", "com"],
  nom: ["nom", "nom_com", "nom_officiel", "libgeo", "libelle"],
  population: ["population", "population_2023", "population_2016"],
  secteur: ["secteur", "secteur_source"],
  source: ["source"],
} as const;

const population = entier({ min: 0, max: 3_000_000 });

export function isCommune(proprietes: Proprietes): boolean {
  const code = findPropriete(proprietes, NOMS_COMMUNES.code);
  return (
    code !== null &&
    findPropriete(proprietes, NOMS_COMMUNES.nom) !== null &&
    typeof codeCommune(unwrap(code)) === "string"
  );
}

/** All but the contour, or the defects of the entity. */
export function readCommune(proprietes: Proprietes): Entite<Omit<CommuneRow, "contour">> {
  const lu = codeCommune(unwrap(findPropriete(proprietes, NOMS_COMMUNES.code) ?? ""));
  const code = lu instanceof Defaut ? lu.valeur : lu;
  const nom = findPropriete(proprietes, NOMS_COMMUNES.nom);
  if (code === null || nom === null) {
    const defaut =
      lu instanceof Defaut
        ? lu
        : reject<string>("valeur-absente", "La commune n’a pas de code ou pas de nom. Complétez l’entité.");
    return { row: null, cle: "", defauts: [defaut] };
  }
  const habitants = population(findPropriete(proprietes, NOMS_COMMUNES.population) ?? "");
  const row = {
    code,
    nom,
    population: typeof habitants === "number" ? habitants : null,
    secteur: findPropriete(proprietes, NOMS_COMMUNES.secteur),
    source: findPropriete(proprietes, NOMS_COMMUNES.source),
  };
  return { row, cle: code, defauts: lu instanceof Defaut ? [lu] : [] };
}
