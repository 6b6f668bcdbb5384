import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  Relire,
  renderPageFormulaire,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import type { ActionProgramme } from "../../lectures/action/ports.ts";
import {
  CHAMPS_REALISATION,
  type ChampTexte,
  type GenreRealisation,
  type NombreRealisation,
} from "../../regles/action/realisation.ts";
import { cheminAction } from "./action-mots.tsx";

export type RealisationPageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly action: ActionProgramme;
  readonly genre: GenreRealisation;
  readonly chemin: string;
  readonly aujourdhui: string;
  readonly communes: readonly OptionListe[];
  readonly limite: number;
  readonly aRelire: boolean;
};

/** One fact that an action follows: the fields are those that its kind asks. */
export function renderRealisationPage(props: RealisationPageProps): string {
  const { cadre, epci, action, genre, chemin, saisie, refus } = props;
  const { libelle, attendu } = CHAMPS_REALISATION[genre];
  return renderPageFormulaire({
    cadre,
    epci,
    titre: libelle,
    sous: (
      <p>
        Action {action.numero} : {action.titre}. {attendu}
      </p>
    ),
    chemin,
    retour: { chemin: cheminAction(action.numero), libelle: "Revenir à l’action" },
    bouton: "Enregistrer",
    saisie,
    refus,
    children: <Champs {...props} />,
  });
}

function Champs(props: RealisationPageProps) {
  const { saisie, refus, genre, communes, limite, aujourdhui, aRelire } = props;
  const etat = { saisie, refus };
  const asked = CHAMPS_REALISATION[genre];
  return (
    <>
      <Champ etat={etat} nom="annee" libelle="Année" nombre requis />
      <Texte etat={etat} nom="objet" asked={asked.objet} limite={limite} />
      <Texte etat={etat} nom="partenaire" asked={asked.partenaire} limite={limite} />
      {asked.commune ? <Liste etat={etat} nom="commune" libelle="Commune" options={communes} vide="Inconnue" /> : null}
      {asked.etat ? (
        <Liste
          etat={etat}
          nom="etat"
          libelle={asked.etat.libelle}
          options={Object.entries(asked.etat.mots).map(([code, libelle]) => ({ code, libelle }))}
          vide="Choisir"
          requis
        />
      ) : null}
      <Nombre etat={etat} nom="prevu" asked={asked.prevu} />
      <Nombre etat={etat} nom="realise" asked={asked.realise} />
      {asked.montant === undefined ? null : (
        <Champ etat={etat} nom="montant" libelle={asked.montant} nombre unite="€" />
      )}
      {asked.le === undefined ? null : <Champ etat={etat} nom="le" libelle={asked.le} type="date" max={aujourdhui} />}
      <TexteLong
        etat={etat}
        nom="source"
        libelle="Source"
        aide="Le document, la délibération ou l’organisme d’où il vient, et sa date."
        lignes={2}
        limite={limite}
        requis
      />
      <Relire affiche={aRelire} />
    </>
  );
}

type TexteProps = {
  readonly etat: EtatFormulaire;
  readonly nom: string;
  readonly asked: ChampTexte | undefined;
  readonly limite: number;
};

function Texte({ etat, nom, asked, limite }: TexteProps) {
  if (asked === undefined) return null;
  const { libelle, requis, aide } = asked;
  return (
    <TexteLong
      etat={etat}
      nom={nom}
      libelle={libelle}
      {...(aide === undefined ? {} : { aide })}
      lignes={2}
      limite={limite}
      requis={requis}
    />
  );
}

type NombreProps = {
  readonly etat: EtatFormulaire;
  readonly nom: string;
  readonly asked: NombreRealisation | undefined;
};

/** Empty is unknown. */
function Nombre({ etat, nom, asked }: NombreProps) {
  if (asked === undefined) return null;
  const unite = asked.genre === "taux" ? "%" : asked.unite;
  return <Champ etat={etat} nom={nom} libelle={asked.libelle} nombre unite={unite} />;
}
