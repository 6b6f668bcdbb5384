/** Legal reasons for fewer than three candidates (CCH, art. R. 441-3). */
export const EXCEPTIONS_CANDIDATS = ["candidats-insuffisants", "dalo", "plai-adapte", "vacance-qpv"] as const;
export type ExceptionCandidats = (typeof EXCEPTIONS_CANDIDATS)[number];
