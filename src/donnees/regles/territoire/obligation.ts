import { findValeur, hasValeur, parametre } from "#droit/regles/parametre.ts";
import { joinFrench } from "#socle/regles/shared/format.ts";

/** Kinds of bodies that fix the orientations, in the official code book. */
export const NATURES_TITULAIRE = ["CC", "CA", "CU", "METRO", "MET69", "EPT", "PARIS"] as const;
export type NatureTitulaire = (typeof NATURES_TITULAIRE)[number];

/** null: unknown. `quartiers`: QPV of the last list published here. Populations are municipal. */
export type FaitsTitulaire = {
  readonly nature: NatureTitulaire | null;
  readonly population: number | null;
  readonly communePlusPeuplee: number | null;
  readonly quartiers: number | null;
};

export type Obligation = { readonly tenu: "oui" | "non" | "inconnu"; readonly raison: string };

/** CCH, art. L. 302-1: a communauté de communes above both must have a programme local de l’habitat. */
const PLH_POPULATION = parametre.nombre("plh-population");
const PLH_COMMUNE = parametre.nombre("plh-commune");
/** The territory's own value: no other value may replace it. */
const COMPETENCE_HABITAT = parametre.ouiNon("competence-habitat");

/**
 * CCH, art. L. 441-1: the objectives bind an EPCI that must have a PLH, or that is competent in housing and has a QPV; Paris; each EPT of the Grand
 * Paris. A communauté d’agglomération, urbaine or a métropole must always have a PLH.
 */
export function judgeObligation(faits: FaitsTitulaire, jour: string): Obligation {
  const { nature, quartiers } = faits;
  if (nature === null) return { tenu: "inconnu", raison: "la nature de l’établissement n’est pas connue ici" };
  if (nature !== "CC") return { tenu: "oui", raison: "ses orientations sont celles d’un établissement toujours tenu" };
  const plh = mustHavePlh(faits, jour);
  if (plh === true) return { tenu: "oui", raison: "sa population l’oblige à un programme local de l’habitat" };
  if (quartiers === 0 && plh === false) {
    return { tenu: "non", raison: "ni programme local de l’habitat obligatoire, ni quartier prioritaire" };
  }
  const competente = hasValeur(COMPETENCE_HABITAT, jour) ? findValeur(COMPETENCE_HABITAT, jour).valeur : null;
  if (competente === false && plh === false) return { tenu: "non", raison: "elle n’a pas la compétence habitat" };
  if (competente === true && quartiers !== null && quartiers > 0) {
    return { tenu: "oui", raison: "elle a la compétence habitat et un quartier prioritaire" };
  }
  return { tenu: "inconnu", raison: sayManque(quartiers, competente, plh) };
}

/** null: a population is unknown. */
function mustHavePlh({ population, communePlusPeuplee }: FaitsTitulaire, jour: string): boolean | null {
  if (!hasValeur(PLH_POPULATION, jour) || !hasValeur(PLH_COMMUNE, jour)) return null;
  if (population === null || communePlusPeuplee === null) return null;
  return (
    population > findValeur(PLH_POPULATION, jour).valeur && communePlusPeuplee > findValeur(PLH_COMMUNE, jour).valeur
  );
}

function sayManque(quartiers: number | null, competente: boolean | null, plh: boolean | null): string {
  const manques = [
    plh === null ? "la population de ses communes" : null,
    quartiers === null ? "ses quartiers prioritaires, dont aucun périmètre n’est publié ici" : null,
    competente === null ? "sa compétence en matière d’habitat" : null,
  ].filter((manque) => manque !== null);
  return `il manque ${joinFrench(manques)}`;
}

/** A bilan's mention beside its floors; null: they bind, nothing to say. */
export function sayObligation({ tenu, raison }: Obligation): string | null {
  if (tenu === "oui") return null;
  return tenu === "non"
    ? `La réforme des attributions n’oblige pas ce territoire : ${raison}. Les planchers sont donnés comme repères, ils ne l’engagent pas.`
    : `On ne sait pas si la réforme des attributions oblige ce territoire : ${raison}. Les planchers sont ceux d’un territoire tenu.`;
}
