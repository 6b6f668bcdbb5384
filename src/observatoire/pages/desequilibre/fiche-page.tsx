import { sayDetenteur } from "#donnees/regles/bailleur/nom-bailleur.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Message } from "#socle/pages/design/parts.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { situerResidence } from "../../images/carte-situation.ts";
import type { FicheResidence } from "../../lectures/desequilibre/fiche.ts";
import { LIBELLE_MOTIF_EXCLUSION } from "../../regles/desequilibre/exclusion.ts";
import { LIBELLE_TYPE_REMONTEE, type Remontee } from "../../regles/remontee/remontee.ts";
import type { FondObservatoire, QuestionObservatoire } from "../adresses.ts";
import { FiguresDePage } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";
import { Situation } from "../situation.tsx";
import { CHEMIN_DESEQUILIBRES } from "./chemin.ts";

export type FichePageProps = {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly fiche: FicheResidence;
  /** Open reports; null: the person may not read them. */
  readonly remontees: readonly Remontee[] | null;
  readonly question: QuestionObservatoire;
  readonly fond: FondObservatoire | null;
};

const COTE = {
  qpv: "en quartier prioritaire",
  "hors-qpv": "hors quartier prioritaire",
  inconnue: "situation inconnue",
  mixte: "des deux côtés d’une limite de quartier, ou en partie non située",
} as const;

/** On the figure's own page: with them, the table is wider than the screen. */
const A_PART: ReadonlySet<string> = new Set(["sens", "confirme", "difference"]);

/** Sentences first, then the table that they are read from; the others are each a link away. */
export function renderFichePage(props: FichePageProps): string {
  const { cadre, epci, fiche, question, fond } = props;
  const { unite } = fiche;
  const chemin = `observatoire/residences/${encodeURIComponent(unite.cle)}`;
  return renderPageObservatoire({
    cadre,
    titre: unite.nom,
    sources: `RPLS ${fiche.millesime}${fiche.enquete === null ? "" : `, enquête OPS ${fiche.enquete}`}`,
    retour: (
      <p class="ecran">
        <a href={hrefTerritoire(epci, CHEMIN_DESEQUILIBRES)}>Déséquilibres</a>
      </p>
    ),
    children: (
      <>
        <p>{sayPlace(unite)}</p>
        <Reponse fiche={fiche} fond={fond} />
        <p class="ligne telechargements">
          <a class="bouton second" href={hrefTerritoire(epci, `${chemin}/fiche.pdf`, question)}>
            Fiche (PDF)
          </a>
        </p>
        <Remontees {...props} />
        <div class="fiche">
          <FiguresDePage
            figures={fiche.figures}
            colonnes={fiche.figures[0]?.colonnes.map(({ code }) => code).filter((code) => !A_PART.has(code))}
            cadre={cadre}
            chemin={chemin}
            question={question}
            fond={fond}
          />
        </div>
      </>
    ),
  });
}

function sayPlace({
  adresse,
  communeNom,
  commune,
  secteur,
  situation,
  logements,
  ...detenu
}: FicheResidence["unite"]): string {
  const ou = [adresse, communeNom ?? commune, secteur].filter(Boolean).join(", ");
  return `${ou} ; ${COTE[situation]}. ${sayDetenteur(detenu)}, ${formatCompte(logements, "logement")}.`;
}

function Reponse({ fiche, fond }: Pick<FichePageProps, "fiche" | "fond">) {
  const { titre, reponses, exclusion, lecture } = fiche;
  const etabli = lecture?.populations.occupants.classe === "ecart-etabli";
  return (
    <>
      <Message ton={etabli ? "alerte" : "neutre"} titre={titre}>
        {exclusion ? (
          <p>
            {LIBELLE_MOTIF_EXCLUSION[exclusion.exclusion.motif]} : depuis le {formatJour(exclusion.exclusion.depuis)},{" "}
            {exclusion.exclusion.acte}. Elle ne compte dans aucune référence, et rien n’est dit de son occupation.
          </p>
        ) : null}
      </Message>
      <Situation lieu={situerResidence(fiche)} fond={fond} />
      <div class="reponses">
        {reponses.map(({ question, phrases }) => (
          <section>
            <h2>{question}</h2>
            {phrases.map((phrase) => (
              <p>{phrase}</p>
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Remontees({ epci, fiche, remontees }: FichePageProps) {
  if (remontees === null) return null;
  return (
    <>
      <h2>Remontées de terrain en cours</h2>
      {remontees.length === 0 ? (
        <p>Aucune remontée ouverte sur cette résidence.</p>
      ) : (
        <ul class="texte">
          {remontees.map(({ id, type, observeeLe, organisation }) => (
            <li>
              <a href={hrefTerritoire(epci, `observatoire/remontees/${id}`)}>{LIBELLE_TYPE_REMONTEE[type]}</a>, le{" "}
              {formatJour(observeeLe)}, par {organisation}
            </li>
          ))}
        </ul>
      )}
      <p class="ecran">
        <a href={hrefTerritoire(epci, "observatoire/remontees", { residence: fiche.unite.cle })}>
          Toutes les remontées de la résidence
        </a>
      </p>
    </>
  );
}
