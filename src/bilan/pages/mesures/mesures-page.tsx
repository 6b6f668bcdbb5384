import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres } from "#socle/pages/design/filtres.tsx";
import { EnTetePage, Suites } from "#socle/pages/design/gabarit.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import type { ComparaisonNationale } from "../../lectures/comparaison-nationale/comparaison.ts";
import type { MesuresAnnee } from "../../lectures/mesure-corrective/mesures.ts";
import type { IssueAnnee } from "../../regles/mesure-corrective/objectif-annee.ts";
import { SelectAnnee } from "../filtres.tsx";
import { type DroitsMesures, Echelle, type SaisieMesure } from "./echelle.tsx";
import { SectionNationaux } from "./nationaux.tsx";
import { TableObjectifs } from "./objectif-table.tsx";

/** What is read on a view of its own. */
export const PARTIES_MESURES = { nationaux: "Résultats nationaux à côté des nôtres" } as const;

export type MesuresPageProps = {
  readonly cadre: Cadre;
  /** null: the page that answers. */
  readonly partie: keyof typeof PARTIES_MESURES | null;
  readonly mesures: MesuresAnnee;
  readonly nationaux: readonly ComparaisonNationale[];
  readonly annees: readonly number[];
  readonly droits: DroitsMesures & {
    /** The right covers every row of the territory's figures. */
    readonly exporter: boolean;
    readonly deposer: boolean;
  };
  readonly aujourdhui: string;
  /** What was typed in the refused form. */
  readonly saisie: SaisieMesure | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
  /** The refusal is a warning about a reason, which the person may confirm. */
  readonly aRelire: boolean;
};

const TITRE = "Mesures et résultats nationaux";

export function renderMesuresPage(props: MesuresPageProps): string {
  const { cadre, mesures, annees, erreur, annonce, partie } = props;
  if (partie === "nationaux") return renderNationaux(props);
  const { territoire: epci, annee } = mesures;
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${TITRE}` : `${TITRE}, ${annee}`,
    children: (
      <>
        <h1>{TITRE}</h1>
        <ResultatActe annonce={annonce} erreur={erreur} />
        <BarreFiltres action={hrefTerritoire(epci, "mesures")} titre="Choisir l’année">
          <SelectAnnee choix={{ annees }} annee={annee} />
        </BarreFiltres>
        <Reponse {...props} />
        <section aria-labelledby="echelle">
          <h2 id="echelle">L’échelle des mesures</h2>
          <Echelle {...props} />
        </section>
        <section aria-labelledby="carence">
          <h2 id="carence">Constat de carence</h2>
          <Carence {...props} />
        </section>
        <Suites
          suites={[
            {
              href: hrefTerritoire(epci, "mesures", { annee, partie: "nationaux" }),
              libelle: PARTIES_MESURES.nationaux,
            },
          ]}
        />
      </>
    ),
  });
}

function renderNationaux(props: MesuresPageProps): string {
  const { cadre, mesures, droits } = props;
  const { territoire, annee } = mesures;
  return renderPage({
    cadre,
    titre: PARTIES_MESURES.nationaux,
    children: (
      <>
        <EnTetePage
          titre={PARTIES_MESURES.nationaux}
          sous={
            <a href={hrefTerritoire(territoire, "mesures", { annee })}>
              {TITRE}, {annee}
            </a>
          }
        />
        <SectionNationaux {...props} epci={territoire} deposer={droits.deposer} />
      </>
    ),
  });
}

const TON: Readonly<Record<IssueAnnee, "ok" | "alerte" | "neutre">> = {
  atteint: "ok",
  "non-atteint": "alerte",
  indecidable: "neutre",
  "en-cours": "neutre",
  "sans-objet": "neutre",
};

function Reponse({ mesures, droits }: MesuresPageProps) {
  const { reponse, chiffres, territoire, annee } = mesures;
  return (
    <>
      <Message ton={reponse.issue ? TON[reponse.issue] : "neutre"} titre={reponse.titre}>
        <ul>
          {reponse.phrases.map((phrase) => (
            <li>{phrase}</li>
          ))}
        </ul>
      </Message>
      {droits.exporter ? (
        <p class="ligne telechargements">
          <a class="bouton" href={hrefTerritoire(territoire, "mesures.pdf", { annee })}>
            Télécharger (PDF)
          </a>
          <a class="bouton second" href={hrefTerritoire(territoire, "mesures.xlsx", { annee })}>
            Tableau (Excel)
          </a>
        </p>
      ) : null}
      {chiffres && chiffres.total > 0 ? (
        <>
          <TableObjectifs
            titre="Objectifs de l’EPCI"
            premiere="Côté"
            lignes={chiffres.cotes.map(({ ligne, libelle }) => ({ ...ligne, nom: libelle }))}
          />
          <details>
            <summary>Hors quartier prioritaire, par bailleur</summary>
            <TableObjectifs
              titre="Hors quartier prioritaire, par bailleur"
              premiere="Bailleur"
              lignes={chiffres.bailleurs}
            />
          </details>
        </>
      ) : null}
    </>
  );
}

function Carence({ mesures, droits }: MesuresPageProps) {
  const { carence, territoire, annee } = mesures;
  if (carence === null) return <p>Les chiffres de l’année ne sont pas ouverts à votre habilitation.</p>;
  return (
    <>
      <p>{carence.raison}</p>
      {carence.ouverte && droits.exporter ? (
        <>
          <p>
            <a class="bouton second" href={hrefTerritoire(territoire, "constat-carence.pdf", { annee })}>
              Projet de constat {annee} (PDF)
            </a>
          </p>
          <p class="aide">
            Un projet réunit les chiffres, les bornes et ce qui est inconnu. Il ne décide rien : le constat appartient
            au préfet. Le téléchargement s’inscrit au journal.
          </p>
        </>
      ) : null}
    </>
  );
}
