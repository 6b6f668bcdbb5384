import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { FicheLue } from "../../lectures/fiche-contact/read-fiches.ts";
import { CHEMIN_FICHES, cheminFiche } from "./chemins.ts";
import { EtatSuite, nomOf } from "./fiches-page.tsx";

export type FichePageProps = {
  readonly cadre: Cadre;
  readonly fiche: FicheLue;
  /** Terms and values of the form, the same as on paper. */
  readonly lignes: readonly { readonly terme: string; readonly valeur: string }[];
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** Names of the recipients where nobody has an account. */
  readonly sansLecteur: readonly string[];
};

/** A contact form, and the part of each recipient. */
export function renderFichePage({ cadre, fiche, lignes, annonce, erreur, sansLecteur }: FichePageProps): string {
  const { epci, reference, sienne } = fiche;
  return renderPage({
    cadre,
    titre: `Fiche contact ${reference}`,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, CHEMIN_FICHES)}>Toutes les fiches contact</a>
        </p>
        <h1>{nomOf(fiche)}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <SansLecteur noms={sansLecteur} />
        <p>
          Fiche {reference}, envoyée par {fiche.nomOrganisation} le {formatJour(fiche.emiseLe)}.
        </p>
        {sienne !== null && sienne.issue === null ? (
          <Actes fiche={fiche} accuser={sienne.etat === "a-accuser"} />
        ) : null}
        <h2>Ce que la fiche dit</h2>
        <dl>
          {lignes.map(({ terme, valeur }) => (
            <>
              <dt>{terme}</dt>
              <dd>{valeur}</dd>
            </>
          ))}
        </dl>
        <Suites fiche={fiche} />
        <p class="ligne telechargements ecran">
          À imprimer :<a href={hrefTerritoire(epci, cheminFiche(fiche.id, "/fiche.pdf"))}>fiche (PDF)</a>
        </p>
      </>
    ),
  });
}

function SansLecteur({ noms }: { noms: readonly string[] }) {
  if (noms.length === 0) return null;
  return (
    <Message ton="alerte" titre="Personne n’y lira la fiche dans Blaise">
      <p>
        {noms.join(", ")} : aucune personne n’y est habilitée sur ce territoire. Transmettez-lui la fiche imprimée, et
        demandez à l’intercommunalité d’habiliter quelqu’un.
      </p>
    </Message>
  );
}

function Actes({ fiche: { epci, id }, accuser }: { fiche: FicheLue; accuser: boolean }) {
  return (
    <div class="ligne ecran">
      {accuser ? (
        <form method="post" action={hrefTerritoire(epci, cheminFiche(id, "/accuser"))}>
          <button class="bouton" type="submit">
            Accuser réception
          </button>
        </form>
      ) : null}
      <a class={accuser ? "bouton second" : "bouton"} href={hrefTerritoire(epci, cheminFiche(id, "/suivre"))}>
        Dire la suite donnée
      </a>
    </div>
  );
}

function Suites({ fiche: { suites } }: { fiche: FicheLue }) {
  return (
    <>
      <h2>Suites</h2>
      <dl>
        {suites.map((suite) => (
          <>
            <dt>{suite.nom}</dt>
            <dd>
              <EtatSuite suite={suite} />{" "}
              {suite.accuseeLe === null
                ? `à accuser avant le ${formatJour(suite.accuserAvant)}`
                : `réception accusée le ${formatJour(suite.accuseeLe)}${suite.enRetard ? ", après le délai" : ""}`}
              {suite.closeLe === null ? "" : `, close le ${formatJour(suite.closeLe)}`}
              {suite.dossier === null ? "" : `, dossier ${suite.dossier}`}
            </dd>
          </>
        ))}
      </dl>
    </>
  );
}
