import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { CadreTable } from "#socle/pages/design/table.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ComparaisonScenarios, LigneComparee } from "../../lectures/simulation/comparaison.ts";
import { COMPARES_MAX, COMPARES_MIN, type EnteteScenario } from "../../lectures/simulation/ports.ts";
import { CHEMIN_SIMULATION, cheminScenario } from "./adresses.ts";
import { TableScenarios } from "./scenarios-table.tsx";

type ComparaisonPageProps = {
  readonly cadre: Cadre;
  readonly scenarios: readonly EnteteScenario[];
  /** null: not asked, or asked wrongly. */
  readonly comparaison: ComparaisonScenarios | null;
  readonly erreur: string | null;
};

const TITRE = "Comparer des scénarios";

/** Scenarios in columns: their differences, their results, their common assumptions. */
export function renderComparaisonPage({ cadre, scenarios, comparaison, erreur }: ComparaisonPageProps): string {
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${TITRE}` : TITRE,
    children: (
      <>
        <h1>{TITRE}</h1>
        <ResultatActe erreur={erreur} titreErreur="La comparaison n’est pas faite" />
        {comparaison ? <Comparaison comparaison={comparaison} /> : null}
        <Choix epci={epci} scenarios={scenarios} coches={comparaison?.scenarios.map(({ id }) => id) ?? []} />
      </>
    ),
  });
}

function Comparaison({ comparaison }: { comparaison: ComparaisonScenarios }) {
  const { epci, differences, resultats, communes } = comparaison;
  const s = comparaison.scenarios.map(({ id }) => `s=${id}`).join("&");
  const file = (type: "pdf" | "xlsx") => `${hrefTerritoire(epci, `${CHEMIN_SIMULATION}/comparaison.${type}`)}?${s}`;
  return (
    <>
      <p class="ligne telechargements">
        <a class="bouton second" href={file("pdf")}>
          Comparaison (PDF)
        </a>
        <a href={file("xlsx")}>Excel</a>
      </p>
      <Table titre="Ce qui les distingue" lignes={differences} comparaison={comparaison} />
      {differences.length === 0 ? <p class="discret">Ces scénarios ont les mêmes hypothèses.</p> : null}
      <Table titre="Ce qu’ils donnent" lignes={resultats} comparaison={comparaison} chiffres />
      <details>
        <summary>Ce qu’ils ont en commun</summary>
        <CadreTable titre="Hypothèses communes" lu cartes={false}>
          <tbody>
            {communes.map(({ libelle, valeurs }) => (
              <tr>
                <th scope="row">{libelle}</th>
                <td>{valeurs[0]}</td>
              </tr>
            ))}
          </tbody>
        </CadreTable>
      </details>
    </>
  );
}

type TableProps = {
  readonly titre: string;
  readonly lignes: readonly LigneComparee[];
  readonly comparaison: ComparaisonScenarios;
  readonly chiffres?: boolean;
};

function Table({ titre, lignes, comparaison: { epci, scenarios }, chiffres = false }: TableProps) {
  if (lignes.length === 0) return null;
  const classe = chiffres ? "n" : undefined;
  return (
    <CadreTable titre={titre} cartes={false} pareils>
      <thead>
        <tr>
          <td></td>
          {scenarios.map(({ id, nom, figeLe, synthetique }) => (
            <th scope="col" class={classe}>
              <a href={hrefTerritoire(epci, cheminScenario(id))}>{nom}</a>
              <br />
              <small>{formatJour(figeLe)}</small> {synthetique ? <Tag ton="neutre">démonstration</Tag> : null}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lignes.map(({ libelle, valeurs }) => (
          <tr>
            <th scope="row">{libelle}</th>
            {valeurs.map((valeur) => (
              <td class={classe}>{valeur}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </CadreTable>
  );
}

type ChoixProps = {
  readonly epci: string;
  readonly scenarios: readonly EnteteScenario[];
  readonly coches: readonly number[];
};

function Choix({ epci, scenarios, coches }: ChoixProps) {
  if (scenarios.length < COMPARES_MIN) {
    return (
      <EtatVide titre="Il n’y a pas encore de quoi comparer">
        <p>Il faut au moins {COMPARES_MIN} scénarios enregistrés.</p>
      </EtatVide>
    );
  }
  return (
    <section aria-labelledby="choix">
      <h2 id="choix">Choisir les scénarios</h2>
      <form method="get" action={hrefTerritoire(epci, `${CHEMIN_SIMULATION}/comparaison`)}>
        <TableScenarios epci={epci} scenarios={scenarios} courant={null} coches={coches} />
        <p class="ligne">
          <button class="bouton" type="submit">
            Comparer
          </button>
          <span class="aide">
            De {COMPARES_MIN} à {COMPARES_MAX}, archivés compris.
          </span>
        </p>
      </form>
    </section>
  );
}
