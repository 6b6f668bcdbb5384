import { hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatFraction, formatJour, formatTaux, INCONNU } from "#socle/regles/shared/format.ts";
import { ETAPES } from "../../images/nationaux-table.ts";
import type { ComparaisonCote, ComparaisonNationale } from "../../lectures/comparaison-nationale/comparaison.ts";
import { listEtapes } from "../../regles/comparaison-nationale/decomposition.ts";
import { FAITS_NATIONAUX } from "../../regles/comparaison-nationale/faits.ts";

type NationauxProps = {
  readonly epci: string;
  readonly mesures: { readonly annee: number };
  readonly nationaux: readonly ComparaisonNationale[];
  readonly deposer: boolean;
};

/** The requested year is open, the others are folded. */
export function SectionNationaux({ epci, mesures, nationaux, deposer }: NationauxProps) {
  return (
    <>
      {nationaux.length === 0 ? (
        <EtatVide titre="Aucun résultat national publié ici">
          <p>
            Le ministère publie chaque année les résultats de chaque EPCI.{" "}
            {deposer ? <a href={hrefTerritoire(epci, "donnees/deposer")}>Déposer le fichier annuel</a> : null}
          </p>
        </EtatVide>
      ) : (
        <p>
          Le résultat national ne compte pas les ménages relogés. Chaque écart est décomposé en étapes qui
          s’additionnent, du chiffre légal local au chiffre imprimé.
        </p>
      )}
      {nationaux.map((national, rang) => (
        <details
          open={
            national.annee === mesures.annee || (rang === nationaux.length - 1 && !isAsked(nationaux, mesures.annee))
          }
        >
          <summary>{national.annee}</summary>
          <Annee national={national} />
        </details>
      ))}
      <h2>Repères nationaux</h2>
      <ul>
        {FAITS_NATIONAUX.map(({ annee, texte, source }) => (
          <li>
            {annee} : {texte} <small>{source}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

function isAsked(nationaux: readonly ComparaisonNationale[], annee: number): boolean {
  return nationaux.some((national) => national.annee === annee);
}

function Annee({ national }: { national: ComparaisonNationale }) {
  const { cotes, imprime, source, publieLe, sansLocal, explications } = national;
  return (
    <>
      {cotes ? (
        <>
          {cotes.map((cote) => (
            <Cote cote={cote} annee={national.annee} />
          ))}
          <p>Pour les deux :</p>
          <ul>
            {explications.map((explication) => (
              <li>{explication}</li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <ul>
            {imprime.map(({ libelle, part, total, taux }) => (
              <li>
                {libelle} : {part === null || total === null ? "nombres inconnus" : formatFraction(part, total)}, taux
                imprimé {taux === null ? INCONNU : formatTaux(taux)}
              </li>
            ))}
          </ul>
          <p>{sansLocal}</p>
        </>
      )}
      <p class="aide">
        Source : {source}, {publieLe ? `publié le ${formatJour(publieLe)}` : "sans date de publication"}.
      </p>
    </>
  );
}

function Cote({ cote, annee }: { cote: ComparaisonCote; annee: number }) {
  const { libelle, decomposition, explications, conclusion } = cote;
  return (
    <>
      <Table table={{ ...ETAPES, titre: `${libelle}, ${annee}` }} lignes={listEtapes(decomposition)} />
      <p>{conclusion}</p>
      <ul>
        {explications.map((explication) => (
          <li>{explication}</li>
        ))}
      </ul>
    </>
  );
}
