import { labelDuree } from "#donnees/regles/convention/duree-objectif.ts";
import { labelLieu } from "#donnees/regles/convention/lieu.ts";
import { LIBELLE_OBJET } from "#donnees/regles/convention/objet.ts";
import type { Convention } from "#engagements/lectures/convention/convention.ts";
import { labelPorteur } from "#engagements/regles/convention/engagement.ts";
import { formatObjectif } from "#engagements/regles/convention/format-objectif.ts";
import type { ObjectifTerritorialise } from "#engagements/regles/convention/objectif-territorialise.ts";
import { TableFiches } from "#socle/pages/design/table-fiches.tsx";

type Props = {
  readonly objectifs: readonly ObjectifTerritorialise[];
  readonly noms: Pick<Convention, "noms" | "lieux">;
};

/** What a version writes for parts of the territory or of the year. Nothing when it writes none. */
export function TableTerritorialises({ objectifs, noms }: Props) {
  if (objectifs.length === 0) return null;
  return (
    <TableFiches
      titre="Objectifs territorialisés"
      colonnes={COLONNES_TERRITORIALISES}
      lignes={objectifs.map((objectif) => cellsOf(objectif, noms))}
    />
  );
}

export const COLONNES_TERRITORIALISES = [
  { titre: "Lieu et période" },
  { titre: "Porteur" },
  { titre: "Objectif" },
  { titre: "Écrit" },
];

export function cellsOf(
  { objet, porteur, lieu, du, au, taux, nombre }: ObjectifTerritorialise,
  { noms, lieux }: Props["noms"],
): readonly [ou: string, qui: string, quoi: string, ecrit: string] {
  return [
    `${labelLieu(lieu, new Map(Object.entries(lieux)))}, ${labelDuree({ du, au })}`,
    labelPorteur(porteur, noms),
    LIBELLE_OBJET[objet],
    formatObjectif({ taux, nombre, tauxDuNombre: null }),
  ];
}
