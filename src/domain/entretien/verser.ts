import type { PersonneDossier, Reponses, Souhait } from "../dossier/reponses.ts";
import type { ReponsesEntretien } from "./entretien.ts";

/** The same answers as the seven steps of the demande: what was not asked is left to be answered there, never made up. */
export function toReponses(reponses: ReponsesEntretien): Reponses {
  const { situation } = reponses;
  const seul = isSeul(reponses);
  const revenus = toRevenus(reponses);
  const logementActuel = toLogement(reponses);
  const recherche = toRecherche(reponses);
  return {
    ...(situation && { vous: { situation: situation.familiale } }),
    ...(seul !== null && { menage: { seul } }),
    ...(revenus && { revenus }),
    ...(logementActuel && { logementActuel }),
    ...(recherche && { recherche }),
  };
}

function toRevenus({ budget, emploi }: ReponsesEntretien): Reponses["revenus"] {
  if (!budget && !emploi) return undefined;
  return {
    sources: budget?.sources ?? [],
    mensuel: budget?.mensuel ?? null,
    pensionVersee: null,
    rfr: budget?.rfr ?? null,
    rfrN1: null,
    profession: emploi?.profession ?? null,
    contratCourt: emploi?.contratCourt ?? "inconnu",
    employeurSiret: emploi?.employeurSiret ?? null,
    employeurPlusDeDix: emploi?.employeurPlusDeDix ?? "inconnu",
  };
}

function toLogement({ logement }: ReponsesEntretien): Reponses["logementActuel"] {
  if (!logement) return undefined;
  const { mode, commune, depuis, loyer } = logement;
  const inconnus = { bailleurSiren: null, charges: null, aide: null, personnes: null, surface: null, pieces: null };
  return { mode, commune, depuis, loyer, ...inconnus, proprietaireAilleurs: "inconnu" };
}

function toRecherche({ souhaits, budget, emploi }: ReponsesEntretien): Reponses["recherche"] {
  if (!souhaits) return undefined;
  const { typologies, genre, elargir } = souhaits;
  const rapide = { meuble: emploi?.meuble ?? false, mobilite: emploi?.mobilite ?? null };
  return { motifs: [], typologies, genre, elargir, loyerMax: budget?.loyerMax ?? null, ...rapide };
}

/** null: not known. */
function isSeul({ composition }: ReponsesEntretien): boolean | null {
  if (!composition) return null;
  const { adultes, enfants, gardePartagee, aNaitre } = composition;
  const others = [enfants, gardePartagee, aNaitre];
  if ((adultes ?? 0) > 1 || others.some((nombre) => (nombre ?? 0) > 0)) return false;
  return adultes === 1 && others.every((nombre) => nombre === 0) ? true : null;
}

/** Who will live with the person, without a name nor an age: those are asked in the demande. */
export function toPersonnes({ situation, composition }: ReponsesEntretien): readonly PersonneDossier[] {
  if (!composition) return [];
  const { adultes, enfants, gardePartagee, aNaitre } = composition;
  const enCouple = ["marie", "pacse", "concubin"].includes(situation?.familiale ?? "");
  const autres = Math.max(0, (adultes ?? 1) - 1);
  const qualites = [
    ...Array.from({ length: autres }, (_, rang) => (rang === 0 && enCouple ? "conjoint" : "cotitulaire") as const),
    ...Array.from({ length: enfants ?? 0 }, () => "a-charge" as const),
    ...Array.from({ length: gardePartagee ?? 0 }, () => "garde-partagee" as const),
    ...Array.from({ length: aNaitre ?? 0 }, () => "a-naitre" as const),
  ];
  const nul = { lien: null, nom: null, prenom: null, naissance: null };
  return qualites.map((qualite, index) => ({ rang: index + 1, qualite, ...nul }));
}

export function toSouhaits({ souhaits }: ReponsesEntretien): readonly Souhait[] {
  return (souhaits?.communes ?? []).map((commune) => ({ commune }));
}
