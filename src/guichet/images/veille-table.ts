import { LIBELLE_ISSUE_VEILLE } from "#observatoire/regles/veille/veille.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { LigneVeille } from "../lectures/veille/veille.ts";

const COLONNES: readonly Colonne<LigneVeille>[] = [
  { code: "reference", titre: "Référence", valeur: ({ reference }) => reference },
  { code: "commune", titre: "Commune souhaitée", valeur: ({ commune }) => commune },
  { code: "typologie", titre: "Type", definition: "Typologie demandée.", valeur: ({ typologie }) => typologie },
  {
    code: "anciennete",
    titre: "Ancienneté",
    definition: "Temps écoulé depuis la création de la demande, par tranche.",
    valeur: ({ anciennete }) => anciennete,
  },
  {
    code: "creee_le",
    titre: "Créée le",
    definition: "Jour de la création du dossier.",
    genre: "jour",
    ecran: false,
    valeur: ({ creeLe }) => creeLe,
  },
  {
    code: "dernier_evenement",
    titre: "Dernier évènement",
    definition: "Dernier évènement écrit au dossier.",
    genre: "jour",
    valeur: (ligne) => ligne.dernierEvenement,
  },
  {
    code: "propositions",
    titre: "Propositions",
    definition: "Nombre de logements proposés au ménage.",
    valeur: ({ propositions }) => propositions,
  },
  {
    code: "motif",
    titre: "Motif de la demande",
    definition: "Raison principale de la demande, dans la liste nationale.",
    valeur: ({ motif }) => motif,
  },
  {
    code: "organisme",
    titre: "Suivie par",
    definition: "Personne qui suit le dossier.",
    valeur: ({ prise }) => prise?.nomOrganisation ?? null,
  },
  {
    code: "prise_le",
    titre: "Confiée le",
    definition: "Jour où le dossier lui a été confié.",
    genre: "jour",
    ecran: false,
    valeur: ({ prise }) => prise?.priseLe ?? null,
  },
  {
    code: "close_le",
    titre: "Close le",
    definition: "Jour où la veille s’est terminée.",
    genre: "jour",
    ecran: false,
    valeur: ({ prise }) => prise?.closeLe ?? null,
  },
  {
    code: "issue",
    titre: "Issue",
    definition: "Comment la veille s’est terminée.",
    ecran: false,
    valeur: ({ prise }) => (prise?.issue ? LIBELLE_ISSUE_VEILLE[prise.issue] : null),
  },
];

/** Demandes to follow, without names; the page shows the first ones and cannot be sorted. */
export const VEILLE = defineTable<LigneVeille>({
  code: "veille",
  titre: "Veille sur les demandes",
  colonnes: COLONNES.map((colonne) => ({ ...colonne, largeur: 22 })),
});
