import type { Child } from "hono/jsx";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { Refuse, type RefusFormulaire, SANS_REFUS, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";

type PageCommissionProps = {
  readonly cadre: Cadre;
  readonly titre: string;
  readonly retour?: { readonly href: string; readonly libelle: string };
  /** Content between the title and the outcome of the form. */
  readonly sous?: Child;
  readonly refus?: RefusFormulaire;
  readonly annonce?: string | null;
  readonly erreur?: string | null;
  readonly titreErreur?: string;
  readonly children: Child;
};

/** Frame of a page of the commission: navigation, way back, outcome of the form sent. */
export function renderPageCommission(props: PageCommissionProps): string {
  const { cadre, titre, retour, sous, refus = SANS_REFUS, annonce = null, erreur = null, children } = props;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre}` : titreRefuse(titre, refus),
    children: (
      <>
        {retour ? (
          <p class="ecran">
            <a href={retour.href}>{retour.libelle}</a>
          </p>
        ) : null}
        <h1>{titre}</h1>
        {sous}
        <Refuse refus={refus} />
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur={props.titreErreur ?? "Non enregistré"} />
        {children}
      </>
    ),
  });
}
