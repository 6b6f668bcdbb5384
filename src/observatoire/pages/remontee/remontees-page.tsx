import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { Suites, suitesParties } from "#socle/pages/design/gabarit.tsx";
import { EtatVide } from "#socle/pages/design/parts.tsx";
import type { RemonteesLues } from "../../lectures/remontee/remontees.ts";
import {
  ETATS_REMONTEE,
  LIBELLE_ETAT_REMONTEE,
  LIBELLE_TYPE_REMONTEE,
  TYPES_REMONTEE,
} from "../../regles/remontee/remontee.ts";
import type { FondObservatoire } from "../adresses.ts";
import { FigureBloc } from "../figure.tsx";
import { Phrases, renderPageObservatoire } from "../page-observatoire.tsx";

export const CHEMIN_REMONTEES = "observatoire/remontees";

/** Each figure of counts is one link away from the list. */
export const PARTIES_REMONTEES = {
  "remontees-par-nature": "Par nature",
  "remontees-par-commune": "Par commune",
  "remontees-par-residence": "Par résidence",
} as const;
export type PartieRemontees = keyof typeof PARTIES_REMONTEES;

export type RemonteesPageProps = {
  readonly cadre: Cadre;
  readonly lues: RemonteesLues;
  readonly fond: FondObservatoire | null;
  /** null: the list. */
  readonly partie: PartieRemontees | null;
  /** May report somewhere. */
  readonly ecrire: boolean;
};

export function renderRemonteesPage(props: RemonteesPageProps): string {
  const { cadre, lues, ecrire } = props;
  const epci = lues.territoire;
  return renderPageObservatoire({
    cadre,
    titre: "Remontées de terrain",
    children: (
      <>
        <p>
          Ce que l’on voit sur place et que les statistiques ne montrent pas : un fait, un lieu, un jour, et ce qui en a
          été fait. Lu par les signataires seulement, jamais publié ; aucune ne décrit une personne.
        </p>
        {ecrire ? (
          <p>
            <a class="bouton" href={hrefTerritoire(epci, `${CHEMIN_REMONTEES}/nouvelle`)}>
              Écrire une remontée
            </a>
          </p>
        ) : null}
        <Filtres lues={lues} />
        <Contenu {...props} />
      </>
    ),
  });
}

function Contenu({ cadre, lues, fond, partie }: RemonteesPageProps) {
  const filtree = Object.values(lues.filtre).some((valeur) => valeur !== null);
  if (lues.total === 0 && !filtree) {
    return (
      <EtatVide titre="Aucune remontée n’est écrite">
        <p>La première s’écrit avec « Écrire une remontée » : une résidence, un fait, un jour.</p>
      </EtatVide>
    );
  }
  return (
    <>
      <Phrases phrases={lues.phrases} />
      {lues.figures
        .filter(({ code, lignes }) => lignes.length > 0 && code === (partie ?? "remontees"))
        .map((figure) => (
          <FigureBloc figure={figure} cadre={cadre} chemin={CHEMIN_REMONTEES} question={lues.filtre} fond={fond} />
        ))}
      <Suites
        titre="Combien, et où"
        suites={[
          ...(partie ? [{ href: hrefPartie(lues, null), libelle: "La liste des remontées" }] : []),
          ...suitesParties(PARTIES_REMONTEES, [partie], (autre) => hrefPartie(lues, autre)),
        ]}
      />
    </>
  );
}

function hrefPartie({ territoire, filtre }: RemonteesLues, partie: PartieRemontees | null): string {
  return hrefTerritoire(territoire, CHEMIN_REMONTEES, { ...filtre, partie });
}

/** The résidence filter comes from a row or a résidence's page, and is kept here. */
function Filtres({ lues }: { lues: RemonteesLues }) {
  const { filtre, territoire } = lues;
  const types = optionsOf(TYPES_REMONTEE, LIBELLE_TYPE_REMONTEE);
  const etats = optionsOf(ETATS_REMONTEE, LIBELLE_ETAT_REMONTEE);
  return (
    <BarreFiltres action={hrefTerritoire(territoire, CHEMIN_REMONTEES)} titre="Choisir les remontées">
      <Choisir nom="type" libelle="Nature" tous="Toutes" options={types} valeur={filtre.type} />
      <Choisir nom="etat" libelle="État" tous="Tous" options={etats} valeur={filtre.etat} />
      <Choisir nom="commune" libelle="Commune" tous="Toutes" options={lues.communes} valeur={filtre.commune} />
      <Choisir nom="bailleur" libelle="Bailleur" tous="Tous" options={lues.bailleurs} valeur={filtre.bailleur} />
      {filtre.residence ? (
        <Choisir
          nom="residence"
          libelle="Résidence"
          tous="Toutes"
          options={[{ code: filtre.residence, libelle: lues.residence ?? filtre.residence }]}
          valeur={filtre.residence}
        />
      ) : null}
    </BarreFiltres>
  );
}
