import type { Child } from "hono/jsx";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { type EtatFormulaire, Refuse, titreRefuse } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import type { ExamensLus } from "../../lectures/examen-occupation/read-examens.ts";
import { Regle } from "./mots.tsx";

type PageExamens = {
  readonly cadre: Cadre;
  readonly lus: Pick<ExamensLus, "zone" | "periode">;
  readonly formulaire: EtatFormulaire;
  readonly annonce: string | null;
  readonly children: Child;
};

/** The same URL shows a bailleur its leases, and counts to the others, under the same rule. */
export function renderPageExamens({ cadre, lus, formulaire, annonce, children }: PageExamens): string {
  const titre = "Examen triennal de l’occupation";
  return renderPage({
    cadre,
    titre: titreRefuse(titre, formulaire.refus),
    children: (
      <>
        <h1>{titre}</h1>
        <Regle zone={lus.zone} periode={lus.periode} />
        <Refuse refus={formulaire.refus} />
        <ResultatActe annonce={annonce} />
        {children}
      </>
    ),
  });
}
