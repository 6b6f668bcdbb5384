import type { Loyers, QuestionLoyers } from "#application/loyer/compute-loyers.ts";
import { type Cadre, hrefTerritoire } from "../design/cadre.ts";
import { renderPage } from "../design/page.tsx";
import { EtatVide, Message } from "../design/parts.tsx";
import { SousNavigation } from "../design/sous-navigation.tsx";
import type { FondObservatoire } from "../observatoire/adresses.ts";
import { Comparer } from "../observatoire/comparer.tsx";
import { FigureBloc } from "../observatoire/figure.tsx";
import { FiltresLoyers } from "./filtres.tsx";
import { TableHypotheses } from "./hypotheses.tsx";

export const CHEMIN_LOYERS = "observatoire/loyers";

export type LoyersPageProps = {
  readonly cadre: Cadre;
  readonly loyers: Loyers;
  readonly fond: FondObservatoire | null;
  /** Key of the row set against the territory. */
  readonly comparer: string | null;
};

const TITRE = "Loyers";

/** Rents as they are, then who may pay them. */
export function renderLoyersPage({ cadre, loyers, fond, comparer }: LoyersPageProps): string {
  const { question, menages } = loyers;
  const epci = question.epci;
  const parametres = { ...parametresOf(question), comparer };
  const bloc = { cadre, chemin: CHEMIN_LOYERS, question: parametres, fond };
  return renderPage({
    cadre,
    titre: `${TITRE}, ${question.millesime}`,
    rubrique: "observatoire",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_LOYERS} />
        <h1>{TITRE}</h1>
        <FiltresLoyers action={hrefTerritoire(epci, CHEMIN_LOYERS)} loyers={loyers} parametres={parametres} />
        <Message ton="neutre">
          {loyers.phrases.map((phrase) => (
            <p>{phrase}</p>
          ))}
          <p>
            <a href="#menages">Quelles offres pour quels ménages</a>
          </p>
        </Message>
        <Comparer
          figures={[...loyers.figures, ...(menages?.figures ?? [])]}
          cadre={cadre}
          chemin={CHEMIN_LOYERS}
          question={parametres}
        />
        {loyers.figures.map((figure) => (
          <FigureBloc {...bloc} figure={figure} />
        ))}
        <section aria-labelledby="menages">
          <h2 id="menages">Quelles offres pour quels ménages</h2>
          <p>
            L’analyse prospective de l’action 12 : quels logements les ménages du premier quartile et les ménages à
            reloger peuvent payer, loyer et charges. Chaque hypothèse se change ici ; l’adresse de la page les garde.
          </p>
          <TableHypotheses action={hrefTerritoire(epci, CHEMIN_LOYERS)} loyers={loyers} parametres={parametres} />
        </section>
        {(menages?.figures ?? []).map((figure) => (
          <FigureBloc {...bloc} figure={figure} />
        ))}
      </>
    ),
  });
}

/** The address of this very view: what is by default is left out, but for the vintage, which would move with the next one. */
export function parametresOf(question: QuestionLoyers): Readonly<Record<string, string | number | null | undefined>> {
  const { epci: _, maille, ...reste } = question;
  return { ...reste, maille: maille === "grand-territoire" ? null : maille };
}

export function renderLoyersVide(cadre: Cadre, epci: string): string {
  return renderPage({
    cadre,
    titre: TITRE,
    rubrique: "observatoire",
    children: (
      <>
        <SousNavigation cadre={cadre} page={CHEMIN_LOYERS} />
        <h1>{TITRE}</h1>
        <EtatVide titre="Aucun parc n’est publié">
          <p>
            Les loyers viennent du fichier RPLS détaillé (colonnes LOYERPRINC et SURFHAB).
            {cadre.droits.deposer ? (
              <>
                {" "}
                <a href={hrefTerritoire(epci, "donnees/deposer")}>Déposer un fichier RPLS</a>
              </>
            ) : (
              " Demandez à l’EPCI de le déposer."
            )}
          </p>
        </EtatVide>
      </>
    ),
  });
}
