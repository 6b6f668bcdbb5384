import { defineTable } from "#socle/regles/table/table.ts";
import type { LigneSignalee } from "../lectures/demande/lister-signalees.ts";

/** Demandes without an event, for the page and the exported file; the page only has the first ones, unsorted. */
export const SIGNALEES = defineTable<LigneSignalee>({
  code: "signalees",
  titre: "Demandes sans proposition ni évènement",
  colonnes: [
    { code: "reference", titre: "Référence", valeur: ({ reference }) => reference },
    { code: "commune", titre: "Commune souhaitée", valeur: ({ commune }) => commune },
    { code: "typologie", titre: "Type", definition: "Typologie demandée.", valeur: ({ typologie }) => typologie },
    { code: "quartile", titre: "Quartile", valeur: ({ quartile }) => quartile },
    { code: "statut", titre: "Statut", valeur: ({ origine }) => origine },
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
      valeur: ({ creeLe }) => creeLe,
      ecran: false,
    },
    {
      code: "dernier_evenement",
      titre: "Dernier évènement",
      definition: "Dernier évènement écrit au dossier.",
      genre: "jour",
      valeur: ({ dernierEvenement }) => dernierEvenement,
    },
    { code: "motif", titre: "Motif", definition: "Raison dite, dans une liste fermée.", valeur: ({ motif }) => motif },
  ],
});
