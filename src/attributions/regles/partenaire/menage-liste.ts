/** Why a household is on a réservataire's list. */
export const NATURES_LISTE = ["labellise", "salarie", "candidat"] as const;
export type NatureListe = (typeof NATURES_LISTE)[number];

export const LIBELLE_NATURE_LISTE: Readonly<Record<NatureListe, string>> = {
  labellise: "Labellisé",
  salarie: "Salarié",
  candidat: "Candidat",
};

/** What a line is to the demandes. `inconnu`: no living demande has that number with that birth, or it may not be proposed. */
export const SUITES_INSCRIPTION = ["inconnu", "inscrit", "change", "sorti", "connu"] as const;
export type SuiteInscription = (typeof SUITES_INSCRIPTION)[number];

/** The préfet labels; an employer's address makes an employee; what else a réservataire lists are its candidates. */
export function natureOf(role: "reservataire" | "etat", employeur: string | null): NatureListe {
  if (role === "etat") return "labellise";
  return employeur === null ? "candidat" : "salarie";
}

/** Unmatched lines are told one by one while they are a minority: a list that is mostly guesses is answered by a count. */
export function tellsManques(lignes: number, manques: number): boolean {
  return manques * 2 <= lignes;
}

/** A « complete » list that drops more than half of the former one is a cut file: nobody leaves by it. */
export function isCoupee(presents: number, absents: number): boolean {
  return absents > presents;
}
