import { formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { type ActePpgdid, LIBELLE_ACTE_PPGDID } from "../regles/ppgdid/acte.ts";
import { type ConventionPpgdid, LIBELLE_CONVENTION_PPGDID } from "../regles/ppgdid/plan.ts";

export const ACTES_DU_PLAN = defineTable<ActePpgdid>({
  code: "actes",
  titre: "Actes du plan",
  colonnes: [
    {
      code: "acte",
      titre: "Acte",
      part: 3,
      valeur: ({ nature, annee }) => `${LIBELLE_ACTE_PPGDID[nature]}${annee === null ? "" : ` de ${annee}`}`,
    },
    { code: "date", titre: "Date", part: 1.5, valeur: ({ date }) => formatJour(date) },
    { code: "reference", titre: "Référence", part: 3, valeur: ({ acte }) => acte },
  ],
});

export const CONVENTIONS_DU_PLAN = defineTable<ConventionPpgdid>({
  code: "conventions",
  titre: "Conventions du plan",
  colonnes: [
    { code: "convention", titre: "Convention", part: 3, valeur: ({ titre }) => titre },
    { code: "nature", titre: "Nature", part: 2, valeur: ({ nature }) => LIBELLE_CONVENTION_PPGDID[nature] },
    {
      code: "signataires",
      titre: "Signataires",
      part: 3,
      valeur: ({ arrete, signataires }) =>
        [
          ...(arrete === null ? [] : [`imposée par arrêté : ${arrete}`]),
          ...signataires.map(({ nom, signeLe }) => `${nom} : ${signeLe === null ? "non signée" : formatJour(signeLe)}`),
        ].join(" ; "),
    },
  ],
});
