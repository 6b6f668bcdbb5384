import { libellesClasses } from "#socle/images/echelle.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir, optionsDe } from "#socle/pages/design/filtres.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { CarteDetaillee } from "../../lectures/carte/carte.ts";
import type { FondObservatoire, QuestionObservatoire } from "../adresses.ts";
import { FigureBloc } from "../figure.tsx";
import { renderPageObservatoire } from "../page-observatoire.tsx";

export const CHEMIN_CARTE = "observatoire/carte";
const TITRE = "Carte détaillée";

/** Tile server chosen by the installation; without any, the map shows our own shapes. */
export type FondTuiles = { readonly modele: string; readonly attribution: string };

export type CartePageProps = {
  readonly cadre: Cadre;
  readonly carte: CarteDetaillee;
  readonly fond: FondObservatoire | null;
  readonly tuiles: FondTuiles | null;
  readonly comparer: string | null;
};

/** Shows the same résidences on a map loaded on demand, in a drawing and in a table. */
export function renderCartePage(props: CartePageProps): string {
  const { cadre, carte, fond, comparer } = props;
  const question = { ...parametresOf(carte), comparer };
  return renderPageObservatoire({
    cadre,
    titre: TITRE,
    islands: ["carte"],
    children: (
      <>
        <Filtres epci={carte.question.epci} carte={carte} />
        <p>
          {formatCompte(carte.figure.lignes.length, "résidence")} sur {carte.total}.
          {carte.sansPoint > 0
            ? ` ${formatCompte(carte.sansPoint, "n’a pas de point", "n’ont pas de point")} : dans le tableau, pas sur la carte.`
            : ""}
        </p>
        <Moteur {...props} question={question} />
        <FigureBloc figure={carte.figure} cadre={cadre} chemin={CHEMIN_CARTE} question={question} fond={fond} />
      </>
    ),
  });
}

export function renderCarteVide(cadre: Cadre): string {
  return renderPageObservatoire({
    cadre,
    titre: TITRE,
    children: (
      <>
        <EtatVide titre="Aucun parc publié">
          <p>La carte montre les résidences du répertoire RPLS. Déposez et publiez un fichier RPLS dans « Données ».</p>
        </EtatVide>
      </>
    ),
  });
}

/** Omits defaults from the address. */
function parametresOf({ question }: CarteDetaillee): QuestionObservatoire {
  const { millesime, indicateur, bailleur, commune, classe } = question;
  return { millesime, indicateur: indicateur === "vacance" ? null : indicateur, bailleur, commune, classe };
}

function Filtres({ epci, carte }: { epci: string; carte: CarteDetaillee }) {
  const { question, millesimes, indicateurs, bailleurs, communes } = carte;
  const classes = (carte.mots ?? libellesClasses(carte.colonne, carte.seuils)).map((nom, i) => ({
    code: String(i),
    nom,
  }));
  return (
    <BarreFiltres action={hrefTerritoire(epci, CHEMIN_CARTE)} titre="Choisir les résidences">
      <Choisir
        nom="millesime"
        libelle="Parc au 1er janvier"
        options={optionsDe(millesimes)}
        valeur={question.millesime}
      />
      <Choisir nom="indicateur" libelle="Indicateur" options={indicateurs} valeur={question.indicateur} />
      <Choisir nom="bailleur" libelle="Bailleur" tous="Tous" options={bailleurs} valeur={question.bailleur} />
      <Choisir nom="commune" libelle="Commune" tous="Toutes" options={communes} valeur={question.commune} />
      <Choisir
        nom="classe"
        libelle="Classe"
        tous="Toutes"
        options={classes}
        valeur={question.classe === null ? null : String(question.classe)}
      />
    </BarreFiltres>
  );
}

type MoteurProps = CartePageProps & { readonly question: QuestionObservatoire };

/** Empty without script, since the drawing and the table are equivalent; downloads nothing before the button is pressed. */
function Moteur({ cadre, carte, tuiles, question }: MoteurProps) {
  const { islands } = cadre.ressources;
  const [moteur, ouvrier] = [islands["carte-moteur"], islands["carte-ouvrier"]];
  if (!moteur || !ouvrier) return null;
  const href = (nom: string) =>
    hrefTerritoire(carte.question.epci, `${CHEMIN_CARTE}/${nom}`, { ...question, comparer: null });
  return (
    <blaise-carte
      data-moteur={moteur}
      data-ouvrier={ouvrier}
      data-residences={href("residences.geojson")}
      data-communes={href("communes.geojson")}
      data-qpv={href("qpv.geojson")}
      data-choisie={question.comparer ? String(question.comparer) : undefined}
      data-tuiles={tuiles?.modele}
      data-attribution={tuiles?.attribution}
    />
  );
}
