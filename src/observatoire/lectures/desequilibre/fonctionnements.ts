import type { Compte } from "#socle/calculs/surrepresentation/retrecissement.ts";
import { classerUnite } from "../../regles/desequilibre/classe.ts";
import {
  INDICATEURS_FONCTIONNEMENT,
  type IndicateurFonctionnement,
  ventilerVacance,
} from "../../regles/desequilibre/fonctionnement.ts";
import type { MethodeDesequilibre } from "../../regles/desequilibre/methode.ts";
import type { EcartFonctionnement, LectureFonctionnement } from "./analyse.ts";
import { compareTaux } from "./comparer-taux.ts";
import { computeIndice, findCompte } from "./occupations.ts";
import type { UniteComptee } from "./unites.ts";

/** Reads the second axis of every unit, in order, with the same minimum as the first. */
export function lireFonctionnement(
  unites: readonly UniteComptee[],
  methode: MethodeDesequilibre,
): readonly LectureFonctionnement[] {
  const familles = INDICATEURS_FONCTIONNEMENT.map((indicateur) => ({
    ...compareTaux(
      unites.map((unite) => compteFonctionnement(unite, indicateur)),
      methode,
      { indicateur },
    ),
    indicateur,
  }));
  return unites.map(({ unite }, rank): LectureFonctionnement => {
    const ecarts = familles.flatMap((famille): EcartFonctionnement | readonly [] => famille.ecarts[rank] ?? []);
    const judged = ecarts.filter(({ taux }) => taux !== null);
    return {
      ecarts,
      classe: classerUnite(ecarts),
      dysfonctionnements:
        judged.length === 0
          ? null
          : judged.filter(({ classe, sens }) => classe === "ecart-etabli" && sens === "sur").length,
      indice: computeIndice(familles.map(({ prior }, j) => ({ poids: 1, prior, taux: ecarts[j]?.ajuste ?? null }))),
      vacance: ventilerVacance(unite.parc.vacants, unite.parc.vides, false),
    };
  });
}

/** Counting dwellings or households, among those with a known answer. */
export function compteFonctionnement(
  { unite: { parc }, comptes }: UniteComptee,
  indicateur: IndicateurFonctionnement,
): Compte {
  switch (indicateur) {
    case "impaye-3-mois":
      return findCompte(comptes, "impaye-3-mois", "occupants");
    case "mobilite":
      return { part: parc.mobiles, total: parc.mobilitesPossibles };
    case "vacance-commerciale":
      return { part: parc.vacants, total: parc.loues + parc.vacants };
    case "vacance-technique":
      return { part: parc.vides, total: parc.modeConnu };
  }
}
