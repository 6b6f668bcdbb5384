import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Tag } from "#socle/pages/design/parts.tsx";
import { formatFraction, formatNombre, formatTaux } from "#socle/regles/shared/format.ts";
import type { EtatIndicateur, IndicateurLu } from "../../lectures/action/indicateurs.ts";

const MOT: Readonly<Record<Exclude<EtatIndicateur, "lu">, string>> = {
  inconnu: "Inconnu",
  ferme: "Non ouvert",
  refus: "Non calculé",
};

/** « 42 », « 3 sur 7 », « 18,3 % », or the word for its absence. */
export function ValeurIndicateur({ indicateur }: { indicateur: IndicateurLu }) {
  const { etat, valeur, genre, sur } = indicateur;
  if (etat !== "lu" || valeur === null) return <Tag ton="neutre">{MOT[etat === "lu" ? "inconnu" : etat]}</Tag>;
  if (genre === "taux") return <b>{formatTaux(valeur)}</b>;
  return <b>{sur === null ? formatNombre(valeur) : formatFraction(valeur, sur)}</b>;
}

export function ListeIndicateurs({ epci, indicateurs }: { epci: string; indicateurs: readonly IndicateurLu[] }) {
  return (
    <dl>
      {indicateurs.map((indicateur) => (
        <>
          <dt>
            {indicateur.chemin ? (
              <a href={hrefTerritoire(epci, indicateur.chemin)}>{indicateur.libelle}</a>
            ) : (
              indicateur.libelle
            )}
          </dt>
          <dd>
            {indicateur.etat === "lu" ? null : (
              <>
                <ValeurIndicateur indicateur={indicateur} />{" "}
              </>
            )}
            {indicateur.phrase}
          </dd>
        </>
      ))}
    </dl>
  );
}
