import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  optionsOf,
  Plusieurs,
  Refuse,
  Relire,
  TexteLong,
  titreRefuse,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ETATS_ACTION, type EtatAction, LIBELLE_ETAT_ACTION } from "../../regles/action/etat-action.ts";
import { INDICATEURS_ACTION, LIBELLE_INDICATEUR_ACTION } from "../../regles/action/indicateur.ts";

export type GenreFormulaire =
  | "action"
  | "jalon"
  | "jalon-atteint"
  | "suivi"
  | "suivi-propre"
  | "cloture"
  | "reouverture";

export type ActionFormulaireProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly genre: GenreFormulaire;
  readonly titre: string;
  /** Title of the action or milestone. */
  readonly sous: string | null;
  /** Path of the post, and path of the way back, under the territory. */
  readonly chemin: string;
  readonly retour: string;
  readonly aujourdhui: string;
  readonly aRelire: boolean;
  readonly limites: { readonly court: number; readonly long: number };
  /** Orientations already written, as suggestions. */
  readonly orientations: readonly string[];
};

const BOUTON: Readonly<Record<GenreFormulaire, string>> = {
  action: "Enregistrer l’action",
  jalon: "Enregistrer le jalon",
  "jalon-atteint": "Enregistrer",
  suivi: "Enregistrer le suivi",
  "suivi-propre": "Enregistrer le suivi",
  cloture: "Clore l’action",
  reouverture: "Rouvrir l’action",
};

export function renderActionFormulaire(props: ActionFormulaireProps): string {
  const { cadre, epci, titre, refus, retour } = props;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, retour)}>{retour === "actions" ? "Tout le programme" : "Revenir à l’action"}</a>
        </p>
        <h1>{titre}</h1>
        {props.sous ? <p>{props.sous}</p> : null}
        <Refuse refus={refus} />
        <form class="saisie" method="post" action={hrefTerritoire(epci, props.chemin)}>
          {CHAMPS[props.genre](props)}
          <Relire affiche={props.aRelire} />
          <p class="ligne">
            <button class="bouton" type="submit">
              {BOUTON[props.genre]}
            </button>
            <a class="cible" href={hrefTerritoire(epci, retour)}>
              Revenir sans enregistrer
            </a>
          </p>
        </form>
      </>
    ),
  });
}

const CHAMPS: Readonly<Record<GenreFormulaire, (props: ActionFormulaireProps) => Child>> = {
  action: (props) => <ChampsAction {...props} />,
  jalon: (props) => <ChampsJalon {...props} />,
  "jalon-atteint": (props) => <ChampsAtteint {...props} />,
  suivi: (props) => <ChampsSuivi {...props} etats={ETATS_SUIVI} />,
  "suivi-propre": (props) => <ChampsSuivi {...props} etats={ETATS_ACTION} />,
  cloture: (props) => <ChampsSuivi {...props} etats={["realisee", "abandonnee"]} />,
  reouverture: (props) => <ChampsSuivi {...props} etats={["engagee", "en-cours", "suspendue"]} />,
};

/** A follow-up cannot end an action: the closing does. */
const ETATS_SUIVI: readonly EtatAction[] = ["a-engager", "engagee", "en-cours", "suspendue"];

const OUI = [{ code: "oui", libelle: "Oui" }];

function ChampsAction({ saisie, refus, limites, orientations }: ActionFormulaireProps) {
  const etat = { saisie, refus };
  return (
    <>
      <fieldset class="grand">
        <legend>L’action</legend>
        <Champ etat={etat} nom="numero" libelle="Numéro" aide="De 1 à 99." requis court />
        <TexteLong etat={etat} nom="titre" libelle="Titre" lignes={2} limite={limites.court} requis />
        <TexteLong
          etat={etat}
          nom="orientation"
          libelle="Orientation"
          aide={
            orientations.length === 0
              ? "Par exemple : Orientation 1 : …"
              : `Déjà écrites, à reprendre à l’identique : ${orientations.join(" ; ")}`
          }
          lignes={3}
          limite={limites.court}
          requis
        />
        <TexteLong etat={etat} nom="resume" libelle="Texte en bref" lignes={3} limite={limites.long} />
      </fieldset>
      <fieldset class="grand">
        <legend>Qui et quand</legend>
        <Champ etat={etat} nom="pilote" libelle="Pilote" aide="Une organisation. Vide : pilote non désigné." />
        <TexteLong etat={etat} nom="acteurs" libelle="Acteurs" lignes={2} limite={limites.long} />
        <TexteLong
          etat={etat}
          nom="jalons"
          libelle="Jalons, comme le texte les écrit"
          aide="Vide : sans jalon. Les jalons datés s’ajoutent ensuite un par un."
          lignes={2}
          limite={limites.long}
        />
      </fieldset>
      <Plusieurs
        etat={etat}
        nom="indicateurs"
        libelle="Chiffres liés"
        aide="Lus chaque jour sur les données publiées."
        options={optionsOf(INDICATEURS_ACTION, LIBELLE_INDICATEUR_ACTION)}
      />
      <Plusieurs etat={etat} nom="publie" libelle="Publique" aide="Lue sans se connecter." options={OUI} />
    </>
  );
}

function ChampsJalon({ saisie, refus, limites }: ActionFormulaireProps) {
  const etat = { saisie, refus };
  return (
    <>
      <TexteLong etat={etat} nom="libelle" libelle="Ce qui est attendu" lignes={2} limite={limites.court} requis />
      <Champ
        etat={etat}
        nom="echeance"
        libelle="Échéance"
        type="date"
        aide="Laissez vide si aucun texte ne donne de date : le jalon n’est alors jamais en retard."
      />
      <TexteLong
        etat={etat}
        nom="source"
        libelle="Texte d’où il vient"
        aide="Par exemple : le titre du document et sa page."
        lignes={2}
        limite={limites.court}
      />
      <Livrable saisie={saisie} refus={refus} />
    </>
  );
}

function Livrable(etat: EtatFormulaire) {
  return (
    <Cote>
      <Champ etat={etat} nom="livrable" libelle="Livrable" aide="Ce qui le prouve : un document, un titre." />
      <Champ
        etat={etat}
        nom="chemin"
        libelle="Page de Blaise qui le montre"
        aide="Sans le début de l’adresse : « programme/regles »."
      />
    </Cote>
  );
}

function ChampsAtteint({ saisie, refus, aujourdhui }: ActionFormulaireProps) {
  const etat = { saisie, refus };
  return (
    <>
      <Champ etat={etat} nom="le" libelle="Atteint le" type="date" max={aujourdhui} requis />
      <Livrable saisie={saisie} refus={refus} />
    </>
  );
}

function ChampsSuivi(props: ActionFormulaireProps & { readonly etats: readonly EtatAction[] }) {
  const { saisie, refus, limites, aujourdhui, etats, genre } = props;
  const etat = { saisie, refus };
  return (
    <>
      <Choix etat={etat} nom="etat" libelle="État" options={optionsOf(etats, LIBELLE_ETAT_ACTION)} requis />
      <Champ etat={etat} nom="le" libelle="Au" type="date" max={aujourdhui} requis />
      <TexteLong
        etat={etat}
        nom="note"
        libelle="Note"
        aide="Ce qui est fait, ou pourquoi rien ne l’est. Aucune personne n’y est décrite. Nécessaire pour suspendre ou abandonner."
        lignes={4}
        limite={limites.long}
      />
      {genre === "suivi-propre" ? (
        <p class="aide">Ce suivi dit la part de votre organisation. L’EPCI peut le rendre public.</p>
      ) : (
        <Plusieurs
          etat={etat}
          nom="publie"
          libelle="Public"
          aide="Lu sans se connecter, si l’action l’est."
          options={OUI}
        />
      )}
    </>
  );
}
