import { defineTable } from "#socle/regles/table/table.ts";
import type { CasListes, LigneCas } from "../lectures/cas-bloque/cas.ts";
import {
  LIBELLE_BESOIN_CAS,
  LIBELLE_ETAT_CAS,
  LIBELLE_ISSUE_CAS,
  LIBELLE_MOTIF_CAS,
  LIBELLE_NATURE_CAS,
  LIBELLE_QUARTILE_CAS,
  LIBELLE_VOIE_CAS,
} from "../regles/cas-bloque/cas-bloque.ts";

/** Label of a code; null is an empty cell. */
function dit<T extends string>(libelles: Readonly<Record<T, string>>, code: T | null): string | null {
  return code === null ? null : libelles[code];
}

/** Table of the cases: the first columns on the page, all of them in the files. */
export const CAS = defineTable<LigneCas>({
  code: "cas",
  titre: "Cas bloqués",
  colonnes: [
    { code: "reference", titre: "Référence", valeur: ({ reference }) => reference, tri: true },
    {
      code: "nature",
      titre: "Nature",
      definition: "Nouvelle demande ou mutation interne.",
      valeur: ({ cas }) => dit(LIBELLE_NATURE_CAS, cas.nature),
      tri: true,
    },
    {
      code: "voie",
      titre: "Voie",
      definition: "Comment le cas est arrivé à la commission.",
      valeur: ({ cas }) => dit(LIBELLE_VOIE_CAS, cas.voie),
      ecran: false,
    },
    {
      code: "motif",
      titre: "Motif",
      definition: "Raison dite, dans une liste fermée.",
      valeur: ({ cas }) => dit(LIBELLE_MOTIF_CAS, cas.motif),
      tri: true,
    },
    {
      code: "etat",
      titre: "État",
      definition: "Où en est le cas.",
      valeur: ({ cas }) => LIBELLE_ETAT_CAS[cas.etat],
      tri: true,
    },
    {
      code: "ouvert_le",
      titre: "Ouvert le",
      definition: "Jour où le cas a été signalé.",
      genre: "jour",
      valeur: ({ cas }) => cas.ouvertLe,
      tri: true,
    },
    {
      code: "jours",
      titre: "Jours",
      definition: "Jours écoulés depuis l’ouverture.",
      genre: "entier",
      valeur: ({ jours }) => jours,
      tri: true,
    },
    {
      code: "personnes",
      titre: "Personnes",
      definition: "Nombre de personnes du ménage.",
      genre: "entier",
      valeur: ({ cas }) => cas.faits.personnes,
      ecran: false,
    },
    { code: "typologie", titre: "Typologie", valeur: ({ cas }) => cas.faits.typologie, ecran: false },
    { code: "commune", titre: "Commune", valeur: ({ commune }) => commune, ecran: false },
    {
      code: "demande_mois",
      titre: "Demande, mois",
      definition: "Ancienneté de la demande, en mois.",
      genre: "entier",
      valeur: ({ cas }) => cas.faits.demandeMois,
      ecran: false,
    },
    {
      code: "quartile",
      titre: "Ressources",
      definition: "Classe de ressources du ménage, sans montant.",
      valeur: ({ cas }) => dit(LIBELLE_QUARTILE_CAS, cas.faits.quartile),
      ecran: false,
    },
    {
      code: "besoin",
      titre: "Besoin",
      definition: "Ce dont le ménage a besoin, en un mot codé.",
      valeur: ({ cas }) => dit(LIBELLE_BESOIN_CAS, cas.faits.besoin),
      ecran: false,
    },
    { code: "bailleur", titre: "Bailleur", valeur: ({ bailleur }) => bailleur, ecran: false },
    {
      code: "charge",
      titre: "Organisme chargé",
      definition: "Organisme à qui le cas est confié.",
      valeur: ({ assigne }) => assigne,
      tri: true,
    },
    { code: "echeance", titre: "Échéance", genre: "jour", valeur: ({ cas }) => cas.echeance, tri: true },
    {
      code: "clos_le",
      titre: "Clos le",
      definition: "Jour de la clôture.",
      genre: "jour",
      valeur: ({ cas }) => cas.closLe,
      ecran: false,
    },
    {
      code: "issue",
      titre: "Issue",
      definition: "Comment le cas s’est terminé.",
      valeur: ({ cas }) => dit(LIBELLE_ISSUE_CAS, cas.issue),
      ecran: false,
    },
    {
      code: "bail_le",
      titre: "Bail le",
      definition: "Jour de la signature du bail qui a suivi.",
      genre: "jour",
      valeur: ({ cas }) => cas.bailLe,
      ecran: false,
    },
    {
      code: "demonstration",
      titre: "Donnée de démonstration",
      valeur: ({ cas }) => (cas.synthetique ? "oui" : "non"),
      ecran: false,
    },
  ],
});

export const ISSUES = defineTable<CasListes["issues"][number]>({
  code: "issues",
  titre: "Comment les cas clos se sont terminés",
  colonnes: [
    {
      code: "issue",
      titre: "Issue des cas clos",
      definition: "Comment les cas se sont terminés.",
      largeur: 36,
      valeur: ({ issue }) => dit(LIBELLE_ISSUE_CAS, issue) ?? "Issue non dite",
    },
    { code: "cas", titre: "Cas", definition: "Nombre de cas clos.", genre: "nombre", valeur: ({ nombre }) => nombre },
  ],
});
