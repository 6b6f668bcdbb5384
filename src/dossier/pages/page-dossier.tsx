import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type RefusFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { type Aide, hrefDemande, renderPagePublique } from "#socle/pages/design/page-publique.tsx";
import { PORTAIL_NATIONAL } from "#socle/regles/shared/portail-national.ts";
import { ETAPES, type Etape } from "../regles/etape.ts";
import { PAS_ENCORE_ENREGISTREE } from "../regles/etat.ts";
import type { LieuEtapes } from "./chemins.ts";
import { cheminDemande } from "./registre/chemins.ts";

export type CadreDossier = LieuEtapes & {
  readonly cadre: Cadre;
  readonly nomTerritoire: string;
  readonly aide: Aide;
  /** true: a visit is open, and the page has a button to leave. */
  readonly ouverte: boolean;
  /** true: the person has other files, and the page links to them. */
  readonly plusieurs?: boolean;
  /** true: filled in under a mandate. */
  readonly mandat: boolean;
  /** true: one file is open, that the national system has not registered. */
  readonly nonEnregistree: boolean;
};

export type PageDossierProps = {
  readonly commun: CadreDossier;
  readonly titre: string;
  readonly refuse?: boolean;
  readonly etape?: Etape;
  readonly children?: Child;
};

export function renderPageDossier(props: PageDossierProps): string {
  const { commun, titre, refuse = false, etape, children } = props;
  if (commun.guichet !== null) return renderAuGuichet(props, commun.guichet);
  const { cadre, epci, nomTerritoire, aide, ouverte, plusieurs = false, mandat, nonEnregistree } = commun;
  return renderPagePublique({
    cadre,
    titre,
    epci,
    nomTerritoire,
    aide,
    refuse,
    etape: etape && { numero: ETAPES.indexOf(etape) + 1, total: ETAPES.length },
    enTete: (plusieurs || ouverte) && (
      <>
        {plusieurs ? <a href={hrefDemande(epci, "mes-demandes")}>Mes demandes</a> : null}
        {ouverte ? <Quitter epci={epci} /> : null}
      </>
    ),
    children: (
      <>
        {nonEnregistree ? <PasEncoreEnregistree /> : null}
        {mandat ? <p class="message">Vous répondez pour une autre personne, avec son mandat.</p> : null}
        {children}
      </>
    ),
  });
}

function PasEncoreEnregistree() {
  return (
    <p class="discret">
      {PAS_ENCORE_ENREGISTREE} Elle peut l’être aussi sur <a href={PORTAIL_NATIONAL.href}>{PORTAIL_NATIONAL.nom}</a>.
    </p>
  );
}

type Tete = Pick<PageDossierProps, "titre" | "etape"> & {
  /** A link back, above the refusal. */
  readonly avant?: Child;
  readonly refus?: RefusFormulaire;
  readonly annonce?: string | null;
};

/** Draws the refusal, then the announcement of the last act, above the title. */
export function renderPageTitree(
  commun: CadreDossier,
  { avant, refus = SANS_REFUS, annonce = null, ...page }: Tete,
  corps: Child,
): string {
  return renderPageDossier({
    commun,
    ...page,
    refuse: isRefuse(refus),
    children: (
      <>
        {avant}
        <ResumeErreurs refus={refus} />
        {annonce === null ? null : (
          <div class="message ok" role="status">
            <p>{annonce}</p>
          </div>
        )}
        <h1>{page.titre}</h1>
        {corps}
      </>
    ),
  });
}

/** Draws the same questions in the frame of the desk. */
function renderAuGuichet(
  { commun: { cadre, epci }, titre, refuse = false, etape, children }: PageDossierProps,
  demandeur: string,
) {
  return renderPage({
    cadre,
    titre: refuse ? `Erreur : ${titre}` : titre,
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, cheminDemande(demandeur))}>Revenir au dossier</a>
        </p>
        <p class="message">
          Posez ces questions à la personne, telles qu’elles sont écrites. Ses réponses sont signées de votre guichet.
        </p>
        {etape === undefined ? null : (
          <p class="discret">
            Étape {ETAPES.indexOf(etape) + 1} sur {ETAPES.length}
          </p>
        )}
        {children}
      </>
    ),
  });
}

function Quitter({ epci }: { epci: string }) {
  return (
    <form method="post" action={hrefDemande(epci, "quitter")}>
      <button class="lien" type="submit">
        Quitter
      </button>
    </form>
  );
}

/** Summary of errors, first on the page and first read; each line links to its field. */
export function ResumeErreurs({ refus: { message, erreurs } }: { refus: RefusFormulaire }) {
  if (message === null && erreurs.length === 0) return null;
  return (
    <div class="message erreur" role="alert">
      <h2 tabindex={-1} autofocus>
        {erreurs.length > 1 ? "Corrigez ces réponses" : "Corrigez cette réponse"}
      </h2>
      {message === null ? null : <p>{message}</p>}
      {erreurs.length === 0 ? null : (
        <ul>
          {erreurs.map((erreur) => (
            <li>
              <a href={`#${erreur.champ}`}>{erreur.message}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

export function isRefuse({ message, erreurs }: RefusFormulaire): boolean {
  return message !== null || erreurs.length > 0;
}
