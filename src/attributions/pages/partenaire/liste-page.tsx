import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import { ENGAGEMENTS } from "../../images/engagements-table.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import type { Compatibles } from "../../lectures/partenaire/lire-compatibles.ts";
import type { MenageListe } from "../../lectures/partenaire/ports.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import type { EngagementLieu } from "../../regles/partenaire/engagement.ts";
import { LIBELLE_NATURE_LISTE } from "../../regles/partenaire/menage-liste.ts";
import { cheminLiberation } from "../liberation/chemins.ts";
import { CHEMIN_LISTE, CHEMIN_MENAGES_LISTES } from "./chemins.ts";
import { SectionCompatibles, sayCompatibles } from "./compatibles-table.tsx";

type ListeProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly menages: readonly MenageListe[];
  /** Dwellings for which the organisation is asked for candidates. */
  readonly proposes: readonly Liberation[];
  /** Beside those, and the dwellings empty for three months. */
  readonly compatibles: Compatibles;
  /** The household whose dwellings are shown; null: none. */
  readonly choisi: MenageListe | null;
  /** By company and site, those who left the list included. */
  readonly engagements: readonly EngagementLieu[];
};

const LIGNES_MAX = 100;

/** The households of one's own list, and the dwellings that wait for some of them. */
export function renderListePage(props: ListeProps): string {
  const { cadre, epci, menages } = props;
  return renderPage({
    cadre,
    titre: "Ma liste de ménages",
    children: (
      <>
        <h1>Ma liste de ménages</h1>
        <p class="ligne ecran">
          <a class="bouton" href={hrefTerritoire(epci, CHEMIN_MENAGES_LISTES)}>
            Déposer une liste
          </a>
        </p>
        <Proposes {...props} />
        {menages.length === 0 ? (
          <EtatVide titre="Aucun ménage sur votre liste">
            Déposez la liste de vos ménages : chaque demande reconnue s’ouvre à votre organisation.
          </EtatVide>
        ) : (
          <Table table={tableOf(props)} lignes={menages} max={LIGNES_MAX} nom="Ménages de la liste" />
        )}
        <Choisi {...props} />
        <Engagements {...props} />
      </>
    ),
  });
}

/** The search of candidates holds the type asked for and the ceilings: it is the same for a list and for anybody. */
function Proposes({ epci, proposes }: ListeProps) {
  if (proposes.length === 0) return <p>Aucun logement n’attend de candidats de votre organisation.</p>;
  return (
    <section aria-labelledby="proposes">
      <h2 id="proposes">{formatCompte(proposes.length, "logement attend", "logements attendent")} vos candidats</h2>
      <ul>
        {proposes.map(({ id, numero, logement, bailleur }) => (
          <li>
            {referenceLiberation(numero)}, {bailleur.nom}, {logement.typologie ?? "type inconnu"}, {logement.adresse} :{" "}
            <a href={hrefTerritoire(epci, cheminLiberation(id, "candidats"))}>
              qui de vos ménages convient (type, plafonds, secteur)
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Choisi({ epci, choisi, compatibles: { parMenage, paires } }: ListeProps) {
  if (choisi === null) return null;
  return (
    <SectionCompatibles
      epci={epci}
      autre="logement"
      titre={`Logements pour la demande ${choisi.reference ?? "sans référence"}`}
      compte={parMenage.get(choisi.demandeur)}
      paires={paires.filter(({ menage }) => menage.demandeur === choisi.demandeur)}
    />
  );
}

function Engagements({ epci, engagements }: ListeProps) {
  if (engagements.length === 0) return null;
  return (
    <section aria-labelledby="engagements">
      <h2 id="engagements">Engagements par entreprise et établissement</h2>
      <Table table={ENGAGEMENTS} lignes={engagements} lu />
      <p>
        <a class="bouton second" href={hrefTerritoire(epci, `${CHEMIN_LISTE}.csv`)}>
          Tableur (CSV)
        </a>
      </p>
    </section>
  );
}

const LIBELLE_PLAFOND: Readonly<Record<string, string>> = {
  plai: "PLAI",
  plus: "PLUS",
  pls: "PLS",
  "au-dela": "Au-delà",
};

function tableOf({ epci, menages, compatibles }: ListeProps) {
  return defineTable<MenageListe, Child>({
    code: "liste",
    titre: formatCompte(menages.length, "ménage", "ménages"),
    colonnes: [
      {
        code: "demande",
        titre: "Demande",
        valeur: ({ reference }) => reference ?? "inconnue",
        rendu: ({ reference, demandeur }) => (
          <a href={hrefTerritoire(epci, `demandes/${demandeur}`)}>{reference ?? "demande"}</a>
        ),
        tri: true,
      },
      { code: "nature", titre: "Liste", valeur: ({ nature }) => LIBELLE_NATURE_LISTE[nature], tri: true },
      {
        code: "label",
        titre: "Labellisé le",
        valeur: ({ labelliseLe }) => labelliseLe,
        rendu: ({ labelliseLe }) => (labelliseLe === null ? "inconnu" : formatJour(labelliseLe)),
        tri: true,
      },
      { code: "employeur", titre: "Établissement", valeur: ({ employeur }) => employeur ?? "inconnu", tri: true },
      { code: "typologie", titre: "Type demandé", valeur: ({ typologie }) => typologie ?? "inconnu", tri: true },
      {
        code: "plafond",
        titre: "Plafond",
        valeur: ({ plafond }) => (plafond === null ? "inconnu" : (LIBELLE_PLAFOND[plafond] ?? "inconnu")),
        tri: true,
      },
      {
        code: "compatibles",
        titre: "Logements",
        definition: "Vacants depuis trois mois, ou pour lesquels votre organisation est sollicitée.",
        valeur: ({ demandeur }) => compatibles.parMenage.get(demandeur)?.oui ?? 0,
        rendu: ({ demandeur, reference }) => (
          <a href={`${hrefTerritoire(epci, CHEMIN_LISTE, { menage: demandeur })}#compatibles`}>
            {sayCompatibles(compatibles.parMenage.get(demandeur))}
            <span class="lu"> pour la demande {reference ?? "sans référence"}</span>
          </a>
        ),
        tri: true,
      },
    ],
  });
}
