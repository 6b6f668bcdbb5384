import { cheminMenage } from "#attributions/pages/relogement/chemins.ts";
import { CHEMIN_DECLARATIONS, CHEMIN_RECHERCHE } from "#attributions/pages/relogement/recherche-libelles.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Phrases } from "#socle/pages/design/parts.tsx";
import { formatEuros } from "#socle/regles/shared/format.ts";
import type { Recherche } from "../lectures/recherche.ts";
import { ChoisirMenage, FiltresRecherche } from "./recherche-filtres.tsx";
import { LogementsTable } from "./recherche-table.tsx";

export type RecherchePageProps = {
  readonly cadre: Cadre;
  readonly recherche: Recherche;
  /** true: may declare dwellings. */
  readonly declarer: boolean;
  /** true: may read what bailleurs declare. */
  readonly declares: boolean;
};

/** Vacant and coming dwellings of all the bailleurs, in the order of the signed document. */
export function renderRecherchePage(props: RecherchePageProps): string {
  const { cadre, recherche } = props;
  const { menage, territoire } = recherche;
  const titre = menage ? `Logements à proposer : ${menage.reference}` : "Logements à proposer";
  return renderPage({
    cadre,
    titre,
    children: (
      <>
        {menage ? (
          <p class="ecran">
            <a href={hrefTerritoire(territoire, cheminMenage(menage.id))}>Dossier {menage.reference}</a>
          </p>
        ) : null}
        <h1>{titre}</h1>
        <Menage recherche={recherche} />
        <ChoisirMenage recherche={recherche} />
        <FiltresRecherche recherche={recherche} />
        <div role="status">
          <Phrases phrases={recherche.phrases} />
        </div>
        <Resultats recherche={recherche} />
        <Reperes {...props} />
      </>
    ),
  });
}

function Menage({ recherche: { menage, territoire } }: { recherche: Recherche }) {
  if (menage === null) return null;
  const { resteAvant, dits, propres, offrable } = menage;
  return (
    <>
      <p class="chapo">
        Reste à charge aujourd’hui : {resteAvant === null ? "inconnu" : formatEuros(resteAvant)}. Ce que dit le dossier
        : {dits.join(" ; ")}.
      </p>
      {offrable ? null : (
        <p>L’état du dossier n’ouvre pas d’offre aujourd’hui : la recherche montre ce qui existe, sans le proposer.</p>
      )}
      {propres ? null : (
        <p class="ecran">
          <a href={hrefTerritoire(territoire, CHEMIN_RECHERCHE, { menage: menage.id })}>
            Revenir aux critères du dossier
          </a>
        </p>
      )}
    </>
  );
}

function Resultats({ recherche }: { recherche: Recherche }) {
  const { retenus, aVerifier, comptes, choix } = recherche;
  const noms = new Map(choix.communes.map(({ code, libelle }) => [code, libelle]));
  if (comptes.retenus + comptes.aVerifier === 0) {
    return (
      <EtatVide titre="Aucun logement à montrer">
        <p>
          {comptes.examines === 0
            ? "Les bailleurs peuvent déclarer leurs logements libres ; le parc publié et le programme des opérations donnent les autres."
            : "Élargissez les critères : ce qui est écarté est compté ci-dessus, par motif."}
        </p>
      </EtatVide>
    );
  }
  return (
    <>
      <LogementsTable
        recherche={recherche}
        noms={noms}
        lignes={retenus}
        averifier={false}
        titre="Répondent à tous les critères"
      />
      <LogementsTable
        recherche={recherche}
        noms={noms}
        lignes={aVerifier}
        averifier={true}
        titre="À vérifier : un critère n’est pas connu"
      />
    </>
  );
}

/** Sources of the figures. */
function Reperes({ recherche, declarer, declares }: RecherchePageProps) {
  return (
    <section>
      <h2>Repères</h2>
      <div class="en-colonnes">
        <Phrases phrases={recherche.droits} />
        {recherche.menage?.actionLogement === "oui" ? (
          <p>Ce ménage est ressortissant d’Action Logement : les logements sur ses droits sont montrés d’abord.</p>
        ) : null}
        <p class="aide">
          L’APL dans un autre logement n’est pas connue d’avance : le reste à charge est encadré, de « si l’APL ne
          change pas » à « sans APL », et la limite porte sur le premier. Un logement vacant au RPLS est à confirmer
          auprès du bailleur ; son loyer est la moyenne de la résidence, hors charges. RPLS ne dit ni les charges, ni
          l’accès, ni les travaux, et n’a que l’année de la première location.
        </p>
      </div>
      {declares ? (
        <p class="ecran">
          <a href={hrefTerritoire(recherche.territoire, CHEMIN_DECLARATIONS)}>
            {declarer ? "Déclarer ou mettre à jour un logement libre" : "Logements déclarés libres par les bailleurs"}
          </a>
        </p>
      ) : null}
    </section>
  );
}
