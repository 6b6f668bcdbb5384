import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { VuesListe } from "#socle/pages/design/dossier.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import type { Loyers, QuestionLoyers } from "../../lectures/loyer/compute-loyers.ts";
import { PARTIES_LOYER, type PartieLoyer } from "../../lectures/loyer/ports.ts";
import type { FondObservatoire, QuestionObservatoire } from "../adresses.ts";
import { Comparer } from "../comparer.tsx";
import { FiguresDePage } from "../figure.tsx";
import { Phrases, renderPageObservatoire } from "../page-observatoire.tsx";
import { FiltresLoyers } from "./filtres.tsx";
import { TableHypotheses } from "./hypotheses.tsx";

export const CHEMIN_LOYERS = "observatoire/loyers";

export type LoyersPageProps = {
  readonly cadre: Cadre;
  readonly loyers: Loyers;
  readonly fond: FondObservatoire | null;
  /** Key of the row compared with the territory. */
  readonly comparer: string | null;
};

const TITRE = "Loyers";

export function renderLoyersPage({ cadre, loyers, fond, comparer }: LoyersPageProps): string {
  const { question, figures } = loyers;
  const epci = question.epci;
  const parametres = { ...parametresOf(question), comparer };
  const bloc = { cadre, chemin: CHEMIN_LOYERS, question: parametres, fond };
  return renderPageObservatoire({
    cadre,
    titre: `${TITRE}, ${question.millesime}`,
    enTete: TITRE,
    children: (
      <>
        <FiltresLoyers action={hrefTerritoire(epci, CHEMIN_LOYERS)} loyers={loyers} parametres={parametres} />
        <Phrases phrases={loyers.phrases} />
        <Parties epci={epci} partie={question.partie} parametres={parametres} />
        {question.partie === "menages" ? (
          <section aria-labelledby="menages">
            <h2 id="menages">{LIBELLE_PARTIE.menages}</h2>
            <p>
              Quels logements les ménages du premier quartile et les ménages à reloger peuvent payer, loyer et charges.
              Chaque hypothèse se change ici ; l’adresse de la page les garde.
            </p>
            <TableHypotheses action={hrefTerritoire(epci, CHEMIN_LOYERS)} loyers={loyers} parametres={parametres} />
          </section>
        ) : null}
        <Comparer figures={figures} cadre={cadre} chemin={CHEMIN_LOYERS} question={parametres} />
        <FiguresDePage {...bloc} figures={figures} />
      </>
    ),
  });
}

const LIBELLE_PARTIE: Readonly<Record<PartieLoyer, string>> = {
  loyers: "Niveau des loyers",
  menages: "Quelles offres pour quels ménages",
};

type PartiesProps = { readonly epci: string; readonly partie: PartieLoyer; readonly parametres: QuestionObservatoire };

/** Links between the parts keep filters and hypotheses. */
function Parties({ epci, partie, parametres }: PartiesProps) {
  const vues = PARTIES_LOYER.map((code) => ({
    libelle: LIBELLE_PARTIE[code],
    href: hrefTerritoire(epci, CHEMIN_LOYERS, { ...parametres, partie: code === "loyers" ? null : code }),
    ici: code === partie,
  }));
  return <VuesListe nom="Parties de la page" vues={vues} />;
}

/** Omits defaults from the address, except the vintage, whose default changes with the next file. */
function parametresOf({ epci: _, maille, partie, ...reste }: QuestionLoyers): QuestionObservatoire {
  return {
    ...reste,
    maille: maille === "grand-territoire" ? null : maille,
    partie: partie === "loyers" ? null : partie,
  };
}

export function renderLoyersVide(cadre: Cadre, epci: string): string {
  return renderPageObservatoire({
    cadre,
    titre: TITRE,
    children: (
      <>
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
