import { Defile } from "#socle/pages/design/parts.tsx";
import { formatFraction, formatMesure, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import type { Mesures } from "../lectures/bilan.ts";

/** The measures of a year, as they are and as an act would make them, computed before anything is decided. */
export type EffetSurAnnee = { readonly annee: number; readonly avant: Mesures; readonly apres: Mesures };

const COTES = [
  ["horsQpv", "Hors quartier prioritaire"],
  ["qpv", "En quartier prioritaire"],
] as const;

type EffetProps = { readonly effet: EffetSurAnnee; readonly sans: string; readonly avec: string };

/** `sans` and `avec`: headings of the two columns. */
export function EffetBilan({ effet: { annee, avant, apres }, sans, avec }: EffetProps) {
  return (
    <Defile nom={`Effet sur ${annee}`}>
      <table>
        <caption>Effet sur le bilan de {annee}, rien n’étant encore décidé</caption>
        <thead>
          <tr>
            <th scope="col">Objectif</th>
            <th scope="col">{sans}</th>
            <th scope="col">{avec}</th>
          </tr>
        </thead>
        <tbody>
          {COTES.map(([cote, titre]) => (
            <tr>
              <th scope="row">{titre}</th>
              <td>{sayConstat(avant[cote])}</td>
              <td>{sayConstat(apres[cote])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Defile>
  );
}

function sayConstat(constat: Mesures["horsQpv"] | Mesures["qpv"]): string {
  const { realise, assiette, verdict } = constat;
  if (assiette === 0) return LIBELLE_VERDICT[verdict];
  return `${formatFraction(realise, assiette)}, ${formatMesure(constat)} : ${LIBELLE_VERDICT[verdict].toLowerCase()}`;
}
