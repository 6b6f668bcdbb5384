import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { opensPage } from "#socle/regles/plan/ouvert.ts";

const SUITES = [
  ["bilan", "Voir le bilan"],
  ["rapport", "Relire le rapport"],
] as const;

/** Where what was just published is read. */
export function SuitesPublication({ cadre }: { cadre: Cadre }) {
  const epci = cadre.territoire?.epci ?? "";
  const ouvertes = SUITES.filter(([chemin]) => opensPage(cadre.salles, chemin));
  if (ouvertes.length === 0) return null;
  return (
    <p class="ligne">
      {ouvertes.map(([chemin, libelle]) => (
        <a class="bouton second" href={hrefTerritoire(epci, chemin)}>
          {libelle}
        </a>
      ))}
    </p>
  );
}
