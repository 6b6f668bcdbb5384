import { labelDuree } from "#donnees/regles/convention/duree-objectif.ts";
import { labelLieu } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import { type DefinitionTable, defineTable } from "#socle/regles/table/table.ts";
import { labelPorteur } from "../regles/convention/engagement.ts";
import { formatObjectif } from "../regles/convention/format-objectif.ts";
import type { ObjectifTerritorialise } from "../regles/convention/objectif-territorialise.ts";

/** Names of bearers and places in the version, by code. */
type Nommes = {
  readonly noms: Readonly<Record<string, string>>;
  readonly lieux: Readonly<Record<string, string>>;
};

/** Objectives that a version writes for parts of the territory or of the year. */
export function tableTerritorialises({ noms, lieux }: Nommes): DefinitionTable<ObjectifTerritorialise> {
  const nomLieux = new Map(Object.entries(lieux));
  return defineTable({
    code: "territorialises",
    titre: "Objectifs territorialisés",
    colonnes: [
      {
        code: "lieu",
        titre: "Lieu et période",
        part: 3,
        valeur: ({ lieu, du, au }) => `${labelLieu(lieu, nomLieux)}, ${labelDuree({ du, au })}`,
      },
      { code: "porteur", titre: "Porteur", part: 2, valeur: ({ porteur }) => labelPorteur(porteur, noms) },
      {
        code: "objectif",
        titre: "Objectif",
        definition: "Ce que l’objectif demande.",
        part: 2.6,
        valeur: ({ objet }) => LIBELLE_OBJET[objet],
      },
      {
        code: "ecrit",
        titre: "Écrit",
        part: 1.6,
        valeur: ({ taux, nombre }) => formatObjectif({ taux, nombre, tauxDuNombre: null }),
      },
    ],
  });
}
