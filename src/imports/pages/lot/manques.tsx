import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { LIBELLE_SOURCE } from "#socle/regles/shared/source.ts";
import { MANQUE_SANS, type SourcePremierBilan } from "../../regles/lot/premier-bilan.ts";

/** Perimeters come as shapes: nobody writes them in a table. */
const PERIMETRES = "https://www.data.gouv.fr/datasets/quartiers-prioritaires-de-la-politique-de-la-ville-qpv/";

/** What the first bilan still asks for, and where to begin. */
export function Manques({ epci, manques }: { epci: string; manques: readonly SourcePremierBilan[] }) {
  if (manques.length === 0) return null;
  return (
    <section aria-labelledby="manques">
      <h2 id="manques">Il manque pour un premier bilan</h2>
      <dl>
        {manques.map((source) => (
          <>
            <dt>{LIBELLE_SOURCE[source]}</dt>
            <dd>
              {MANQUE_SANS[source]} <Debut epci={epci} source={source} />
            </dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Debut({ epci, source }: { epci: string; source: SourcePremierBilan }) {
  if (source === "qpv") return <a href={PERIMETRES}>Les télécharger sur data.gouv.fr (GeoJSON)</a>;
  const modele = (type: string) => hrefTerritoire(epci, `donnees/modeles/${source}.${type}`);
  return (
    <>
      Modèle à remplir : <a href={modele("csv")}>CSV</a>, <a href={modele("xlsx")}>Excel</a>
      <span class="lu"> ({LIBELLE_SOURCE[source]})</span>.
    </>
  );
}
