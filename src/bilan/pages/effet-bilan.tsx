import { Table } from "#socle/pages/design/table.tsx";
import { formatFraction, formatMesure, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { Mesures } from "../lectures/bilan.ts";

/** Measures of a year before and after an act, computed before anything is decided. */
export type EffetSurAnnee = { readonly annee: number; readonly avant: Mesures; readonly apres: Mesures };

const COTES = [
  ["horsQpv", "Hors quartier prioritaire"],
  ["qpv", "En quartier prioritaire"],
] as const;

type EffetProps = { readonly effet: EffetSurAnnee; readonly sans: string; readonly avec: string };

/** `sans` and `avec`: headings of the two columns. */
export function EffetBilan({ effet: { annee, avant, apres }, sans, avec }: EffetProps) {
  const table = defineTable<(typeof COTES)[number]>({
    code: "effet",
    titre: `Effet sur le bilan de ${annee}, rien n’étant encore décidé`,
    colonnes: [
      { code: "objectif", titre: "Objectif", valeur: ([, titre]) => titre },
      { code: "sans", titre: sans, valeur: ([cote]) => sayConstat(avant[cote]) },
      { code: "avec", titre: avec, valeur: ([cote]) => sayConstat(apres[cote]) },
    ],
  });
  return <Table table={table} lignes={COTES} nom={`Effet sur ${annee}`} />;
}

function sayConstat(constat: Mesures["horsQpv"] | Mesures["qpv"]): string {
  const { realise, assiette, verdict, petitEffectif } = constat;
  if (assiette === 0) return LIBELLE_VERDICT[verdict];
  const part = petitEffectif ? "" : `, ${formatMesure(constat)}`;
  return `${formatFraction(realise, assiette)}${part} : ${LIBELLE_VERDICT[verdict].toLowerCase()}`;
}
