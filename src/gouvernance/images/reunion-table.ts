import { LIBELLE_COLLEGE, LIBELLE_FONCTION_MEMBRE } from "#socle/regles/gouvernance/instance.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { MembreInstance, PieceReunion } from "../lectures/ports.ts";
import type { PresenceReleve } from "../lectures/releve.ts";
import { sayPresence } from "../regles/releve-mots.ts";

/** Documents attached to a meeting, on its page and in its agenda. */
export const COLONNES_PIECE: readonly Colonne<PieceReunion>[] = [
  { code: "document", titre: "Document", part: 2, valeur: ({ titre }) => titre },
  { code: "empreinte", titre: "Empreinte", part: 3, valeur: ({ empreinte }) => empreinte },
];

type Siege = Pick<MembreInstance, "nom" | "college" | "voix" | "fonction">;

const SIEGE: readonly Colonne<Siege>[] = [
  { code: "membre", titre: "Membre", part: 3, valeur: ({ nom }) => nom },
  { code: "college", titre: "Collège", part: 2, valeur: ({ college }) => LIBELLE_COLLEGE[college] },
];
const VOIX: Colonne<Siege> = {
  code: "voix",
  titre: "Voix",
  part: 0.8,
  valeur: ({ voix }) => (voix ? "oui" : "non"),
};
const FONCTION: Colonne<Siege> = {
  code: "fonction",
  titre: "Fonction",
  part: 1.4,
  valeur: ({ fonction }) => LIBELLE_FONCTION_MEMBRE[fonction],
};

/** Members on the page of a meeting, with their right to vote. */
export const MEMBRES = defineTable({
  code: "membres",
  titre: "Membres qui siègent ce jour-là",
  colonnes: [...SIEGE, VOIX],
});

/** Members in the agenda, with their function. */
export const MEMBRES_CONVOQUES = defineTable({ ...MEMBRES, colonnes: [...SIEGE, FONCTION] });

/** Attendances in the minutes: their page, PDF and Word file. */
export const PRESENCES = defineTable<PresenceReleve>({
  code: "presences",
  titre: "Présences",
  colonnes: [...SIEGE, VOIX, { code: "presence", titre: "Présence", part: 2.4, valeur: sayPresence }],
});
