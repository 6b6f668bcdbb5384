import type { RegleSurrepresentation } from "#socle/calculs/surrepresentation/erreurs-mesurees.ts";
import { simulateErreurs } from "./surrepresentation-erreurs.ts";

const GRAINE = 17_041_995;
const TIRAGES = 4000;

/** Of the territory published by the specialists whose method this is: 150 résidences of 8 to 60 dwellings, 31 % everywhere. */
export const SEMBLABLES = { residences: 150, tailles: [8, 60], taux: 0.31, deviantes: 0, tauxDeviantes: 0.5 } as const;
/** The same with fifteen truly at 50 %. */
export const QUINZE_A_PART = { ...SEMBLABLES, deviantes: 15 } as const;

export const REGLES: readonly (RegleSurrepresentation & { readonly regle: string })[] = [
  { regle: "ratio au territoire > 1,25", genre: "ratio", seuil: 1.25 },
  { regle: "q de Benjamini-Hochberg ≤ 0,10", genre: "q", seuil: 0.1 },
  { regle: "P(taux > territoire) > 0,90", genre: "probabilite", seuil: 0.9 },
  { regle: "P(taux > territoire) > 0,80", genre: "probabilite", seuil: 0.8 },
  { regle: "P(taux > territoire) > 0,70", genre: "probabilite", seuil: 0.7 },
];

/** How often each rule that flags a résidence is wrong, where the truth is known. Fails when a rule is worse than what the method says of it. */
export async function proveSurrepresentation(): Promise<Record<string, unknown>> {
  const semblables = simulateErreurs(SEMBLABLES, REGLES, { tirages: TIRAGES, seed: GRAINE });
  const quinze = simulateErreurs(QUINZE_A_PART, REGLES, { tirages: TIRAGES, seed: GRAINE });
  const round = (value: number | null | undefined) => (value == null ? null : Math.round(value * 1e4) / 1e4);
  const regles = REGLES.map(({ regle, genre, seuil }, i) => ({
    regle,
    genre,
    seuil,
    semblablesSignalees: round(semblables[i]?.faussesAlertes),
    puissance: round(quinze[i]?.puissance),
    faussesDecouvertes: round(quinze[i]?.faussesDecouvertes),
  }));
  const [ratio, q, sure] = regles;
  if (!((ratio?.semblablesSignalees ?? 0) > 0.15 && (q?.semblablesSignalees ?? 1) < 0.003)) {
    throw new Error(JSON.stringify(regles));
  }
  if (!((q?.faussesDecouvertes ?? 1) <= 0.1 && (sure?.faussesDecouvertes ?? 1) < 0.15)) {
    throw new Error(JSON.stringify(regles));
  }
  return { graine: GRAINE, tirages: TIRAGES, semblables: SEMBLABLES, quinzeAPart: QUINZE_A_PART, regles };
}
