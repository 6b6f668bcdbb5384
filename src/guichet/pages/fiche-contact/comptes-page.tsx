import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { tableComptes } from "../../images/comptes-fiches-table.ts";
import type { FichesComptees } from "../../lectures/fiche-contact/read-fiches.ts";
import type { LigneComptes } from "../../regles/fiche-contact/compte-fiches.ts";
import { CHEMIN_FICHES } from "./chemins.ts";

export type ComptesFichesPageProps = { readonly cadre: Cadre; readonly comptees: FichesComptees };

/** Counts by sender, recipient, issue and delay, without a name. */
export function renderComptesFichesPage({ cadre, comptees }: ComptesFichesPageProps): string {
  const { epci, comptes } = comptees;
  return renderPage({
    cadre,
    titre: "Fiches contact, comptes",
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_FICHES)}>Toutes les fiches contact</a>
        </p>
        <h1>Fiches contact, comptes</h1>
        <p>Sans nom : une ligne par mois d’envoi, organisme qui envoie et bailleur qui reçoit.</p>
        {comptes.total === null ? (
          <EtatVide titre="Aucune fiche à compter">
            <p>Aucune fiche contact n’a été envoyée sur ce territoire depuis un an.</p>
          </EtatVide>
        ) : (
          <Contenu comptees={comptees} total={comptes.total} />
        )}
      </>
    ),
  });
}

function Contenu({ comptees, total }: { comptees: FichesComptees; total: LigneComptes }) {
  const { epci, comptes, noms } = comptees;
  return (
    <>
      <Message ton="neutre">
        <p>{sayTotal(total)}</p>
      </Message>
      <Table
        table={tableComptes(noms)}
        lignes={comptes.lignes}
        totaux={[{ ...total, mois: "Ensemble" }]}
        rendu={{
          envoyee_par: ({ emettrice }) => noms.get(emettrice) ?? "",
          recue_par: ({ destinataire }) => noms.get(destinataire) ?? "",
        }}
      />
      <p class="ligne telechargements">
        Ces comptes :<a href={hrefTerritoire(epci, `${CHEMIN_FICHES}.xlsx`)}>tableur (XLSX)</a>
        <a href={hrefTerritoire(epci, `${CHEMIN_FICHES}.csv`)}>CSV pour tableur</a>
      </p>
    </>
  );
}

function sayTotal({ envoyees, accusees, enRetard, accuse }: LigneComptes): string {
  const mediane = accuse.mediane === null ? "" : `, en ${formatNombre(accuse.mediane)} jours de médiane`;
  return (
    `${formatCompte(envoyees, "envoi à un bailleur", "envois à un bailleur")} : ${formatNombre(accusees)} dont la réception est accusée${mediane}, ` +
    `${formatNombre(enRetard)} en retard.`
  );
}
