import { LIBELLE_COLLEGE, LIBELLE_FONCTION_MEMBRE } from "#socle/regles/gouvernance/instance.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { MembreInstance, PieceReunion } from "../lectures/ports.ts";
import type { PresenceReleve } from "../lectures/releve.ts";
import { sayPresence } from "../regles/releve-mots.ts";

/** Attached to a meeting: its page and its agenda. */
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

/** Of the page of a meeting: who may vote. */
export const MEMBRES = defineTable({
  code: "membres",
  titre: "Membres qui siègent ce jour-là",
  colonnes: [...SIEGE, VOIX],
});

/** Of its agenda: who sits as what. */
export const MEMBRES_CONVOQUES = defineTable({ ...MEMBRES, colonnes: [...SIEGE, FONCTION] });

/** Of the minutes: their page, their PDF and their Word file. */
export const PRESENCES = defineTable<PresenceReleve>({
  code: "presences",
  titre: "Présences",
  colonnes: [...SIEGE, VOIX, { code: "presence", titre: "Présence", part: 2.4, valeur: sayPresence }],
});
