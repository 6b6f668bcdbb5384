import type { Child } from "hono/jsx";
import { type CadreDossier, isRefuse, ResumeErreurs, renderPageDossier } from "#dossier/pages/page-dossier.tsx";
import { type RefusFormulaire, SANS_REFUS } from "#socle/pages/design/formulaire.tsx";
import { hrefDemande } from "#socle/pages/design/page-publique.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";

type PageSuiviProps = {
  readonly commun: CadreDossier;
  readonly titre: string;
  readonly refus?: RefusFormulaire;
  readonly annonce?: string | null;
  /** false: the page draws its own way back. */
  readonly retour?: boolean;
  readonly children: Child;
};

/** Frame of the pages of the household. */
export function renderPageSuivi(props: PageSuiviProps): string {
  const { commun, titre, refus = SANS_REFUS, annonce = null, retour = true, children } = props;
  return renderPageDossier({
    commun,
    titre,
    refuse: isRefuse(refus),
    children: (
      <>
        {retour ? (
          <p>
            <a class="lien-seul" href={hrefDemande(commun.epci)}>
              Retour à ma demande
            </a>
          </p>
        ) : null}
        <ResumeErreurs refus={refus} />
        <h1>{titre}</h1>
        <ResultatActe annonce={annonce} />
        {children}
      </>
    ),
  });
}
