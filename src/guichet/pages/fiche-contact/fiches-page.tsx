import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { FicheLue, FichesLues, SuiteLue } from "../../lectures/fiche-contact/read-fiches.ts";
import { LIBELLE_ISSUE_FICHE, LIBELLE_URGENCE_PROSPECT } from "../../regles/fiche-contact/fiche-contact.ts";
import { CHEMIN_COMPTES_FICHES, CHEMIN_NOUVELLE_FICHE, cheminFiche } from "./chemins.ts";

export type FichesPageProps = { readonly cadre: Cadre; readonly lues: FichesLues };

/** Received forms, late ones first, then sent forms with the part of each recipient. */
export function renderFichesPage({ cadre, lues }: FichesPageProps): string {
  const { epci, droits, recues, envoyees } = lues;
  return renderPage({
    cadre,
    titre: "Fiches contact",
    children: (
      <>
        <h1>Fiches contact</h1>
        <p>
          Une personne cherche un logement et n’a pas encore de demande : la même fiche pour tous la signale aux
          bailleurs, avec son accord. Chaque bailleur accuse réception, puis dit la suite.
        </p>
        <p class="ligne ecran">
          {droits.creer ? (
            <a class="bouton" href={hrefTerritoire(epci, CHEMIN_NOUVELLE_FICHE)}>
              Envoyer une fiche contact
            </a>
          ) : null}
          {droits.compter ? (
            <a class="cible" href={hrefTerritoire(epci, CHEMIN_COMPTES_FICHES)}>
              Compter les fiches
            </a>
          ) : null}
        </p>
        {recues.length === 0 && envoyees.length === 0 ? <Aucune /> : null}
        {recues.length > 0 ? <Recues lues={lues} /> : null}
        {envoyees.length > 0 ? <Envoyees lues={lues} /> : null}
        <p class="aide">
          Réception à accuser sous {formatCompte(lues.delai.jours, "jour ouvré", "jours ouvrés")}. {lues.delai.source}.
          {lues.coupees ? " Seules les fiches les plus récentes sont montrées : les autres sont dans les comptes." : ""}
        </p>
      </>
    ),
  });
}

function Aucune() {
  return (
    <EtatVide titre="Aucune fiche contact">
      <p>Votre organisme n’en a ni envoyé ni reçu. Une fiche sans demande est effacée au bout d’un an.</p>
    </EtatVide>
  );
}

function Recues({ lues: { epci, recues } }: { lues: FichesLues }) {
  const attendent = recues.filter(({ sienne }) => sienne?.etat === "a-accuser");
  const retard = attendent.filter(({ sienne }) => sienne?.enRetard === true).length;
  return (
    <section aria-labelledby="recues">
      <h2 id="recues">Reçues</h2>
      {attendent.length > 0 ? (
        <Message ton={retard > 0 ? "alerte" : "neutre"}>
          <p>
            {formatCompte(attendent.length, "fiche attend votre accusé", "fiches attendent votre accusé")} de réception
            {retard > 0 ? `, dont ${retard} en retard` : ""}.
          </p>
        </Message>
      ) : null}
      <Table
        table={defineTable<FicheLue, Child>({
          code: "recues",
          titre: "Fiches contact reçues",
          colonnes: [
            lien(epci),
            PERSONNE,
            { code: "de", titre: "De", valeur: ({ nomOrganisation }) => nomOrganisation },
            ENVOYEE,
            URGENCE,
            {
              code: "avant",
              titre: "À accuser avant",
              genre: "jour",
              valeur: ({ sienne }) => sienne?.accuserAvant ?? { manque: "sans-objet" },
            },
            {
              code: "suite",
              titre: "Suite",
              valeur: ({ sienne }) => sienne?.etat ?? null,
              rendu: ({ sienne }) => (sienne === null ? "" : <EtatSuite suite={sienne} />),
            },
          ],
        })}
        lignes={recues}
      />
    </section>
  );
}

function Envoyees({ lues: { epci, envoyees } }: { lues: FichesLues }) {
  return (
    <section aria-labelledby="envoyees">
      <h2 id="envoyees">Envoyées</h2>
      <Table
        table={defineTable<FicheLue, Child>({
          code: "envoyees",
          titre: "Fiches contact envoyées",
          colonnes: [lien(epci), PERSONNE, ENVOYEE, URGENCE, SUITES],
        })}
        lignes={envoyees}
      />
    </section>
  );
}

type ColonneFiche = Colonne<FicheLue, Child>;

function lien(epci: string): ColonneFiche {
  return {
    code: "fiche",
    titre: "Fiche",
    valeur: ({ reference }) => reference,
    rendu: ({ id, reference }) => <a href={hrefTerritoire(epci, cheminFiche(id))}>{reference}</a>,
  };
}

const PERSONNE: ColonneFiche = { code: "personne", titre: "Personne", valeur: nomOf };
const ENVOYEE: ColonneFiche = {
  code: "envoyee_le",
  titre: "Envoyée le",
  genre: "jour",
  valeur: ({ emiseLe }) => emiseLe,
};
const URGENCE: ColonneFiche = {
  code: "urgence",
  titre: "Urgence",
  valeur: ({ besoin: { urgence } }) => urgence && LIBELLE_URGENCE_PROSPECT[urgence],
};
const SUITES: ColonneFiche = {
  code: "suites",
  titre: "Ce qu’en font les bailleurs",
  valeur: () => null,
  rendu: ({ suites }) => (
    <span>
      {suites.map((suite, rang) => (
        <>
          {rang === 0 ? null : <br />}
          {suite.nom} : <EtatSuite suite={suite} />
        </>
      ))}
    </span>
  ),
};

export function nomOf({ nom, prenom }: Pick<FicheLue, "nom" | "prenom">): string {
  return prenom === null ? nom : `${nom} ${prenom}`;
}

export function EtatSuite({ suite }: { suite: SuiteLue }) {
  if (suite.issue !== null) return <Tag ton="neutre">{LIBELLE_ISSUE_FICHE[suite.issue]}</Tag>;
  if (suite.etat === "accusee") return <Tag ton="ok">Réception accusée</Tag>;
  return suite.enRetard ? <Tag ton="erreur">En retard</Tag> : <Tag ton="alerte">À accuser</Tag>;
}
