import { share } from "#socle/regles/shared/taux.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { LigneParc, ParcBilan } from "../lectures/bilan.ts";

/** A bailleur, or all of them; only the total has a vacancy. */
type LigneStock = Omit<LigneParc, "siren"> &
  Partial<Pick<LigneParc, "siren"> & Pick<ParcBilan, "vacantsQpv" | "vacantsHorsQpv">>;

/** The stock beside the attributions, for the page, the document and the workbook, which keep what fits. */
export const PARC = defineTable<LigneStock>({
  code: "parc",
  titre: "Parc social par bailleur",
  colonnes: [
    { code: "siren", titre: "SIREN", largeur: 14, ecran: false, valeur: ({ siren }) => siren ?? null },
    { code: "bailleur", titre: "Bailleur", largeur: 34, part: 4, valeur: ({ nom }) => nom, tri: true },
    {
      code: "logements",
      titre: "Logements",
      genre: "nombre",
      part: 1.5,
      valeur: ({ logements }) => logements,
      tri: true,
    },
    {
      code: "qpv",
      titre: "En QPV",
      definition: "Logements situés dans un quartier prioritaire.",
      genre: "nombre",
      part: 1.5,
      valeur: ({ qpv }) => qpv,
      tri: true,
    },
    {
      code: "hors_qpv",
      titre: "Hors QPV",
      definition: "Logements situés hors des quartiers prioritaires.",
      genre: "nombre",
      part: 1.5,
      valeur: ({ horsQpv }) => horsQpv,
      tri: true,
    },
    {
      code: "inconnue",
      titre: "Localisation inconnue",
      definition: "Logements dont on ne sait s’ils sont en quartier prioritaire.",
      genre: "nombre",
      part: 1.8,
      valeur: ({ inconnue }) => inconnue,
      tri: true,
    },
    {
      code: "part_qpv",
      titre: "Part en QPV",
      genre: "taux",
      valeur: ({ qpv, horsQpv }) => share(qpv, qpv + horsQpv),
      tri: true,
    },
    {
      code: "vacants_qpv",
      titre: "Vacants en QPV",
      definition: "Logements proposés et vides en quartier prioritaire (MODE 2 de RPLS).",
      genre: "nombre",
      ecran: false,
      valeur: ({ vacantsQpv }) => vacantsQpv ?? null,
    },
    {
      code: "vacants_hors_qpv",
      titre: "Vacants hors QPV",
      definition: "Logements proposés et vides hors quartier prioritaire (MODE 2 de RPLS).",
      genre: "nombre",
      ecran: false,
      valeur: ({ vacantsHorsQpv }) => vacantsHorsQpv ?? null,
    },
  ],
});
