import {
  CADRES_OPERATION,
  ETATS_OPERATION,
  GENRES_OPERATION,
  LIBELLE_CADRE_OPERATION,
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
  LIBELLE_PHASE_OPERATION,
  PHASES_OPERATION,
} from "#donnees/regles/programme/operation.ts";
import { TYPOLOGIES } from "#droit/regles/typologie.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Cote,
  type EtatFormulaire,
  Liste,
  optionsOf,
  Refuse,
  titreRefuse,
  valeurDe,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import type { ChoixOperation } from "../lectures/registre.ts";
import { CHEMIN_OPERATIONS, cheminOperation } from "./operation-mots.tsx";

export type OperationFormulaireProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly choix: ChoixOperation;
  /** null: a new operation. */
  readonly operation: { readonly id: number; readonly nom: string } | null;
};

/** Form of an operation without its state, its answers and its money, which have acts of their own. */
export function renderOperationFormulaire(props: OperationFormulaireProps): string {
  const { cadre, epci, operation, refus, choix } = props;
  const nouvelle = choix.tout ? "Inscrire une opération" : "Déposer une opération";
  const titre = operation ? `Modifier « ${operation.nom} »` : nouvelle;
  const retour = operation ? cheminOperation(operation.id) : CHEMIN_OPERATIONS;
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <p class="ecran">
          <a href={hrefTerritoire(epci, retour)}>{operation ? "Revenir à l’opération" : "Toutes les opérations"}</a>
        </p>
        <h1>{titre}</h1>
        <p class="discret">Un champ vide veut dire « inconnu » : il est compté comme tel, jamais comme zéro.</p>
        <Refuse refus={refus} />
        <form
          class="saisie large"
          method="post"
          action={hrefTerritoire(
            epci,
            operation ? `${cheminOperation(operation.id)}/modifier` : "programme/operations",
          )}
        >
          <input type="hidden" name="revision" value={valeurDe(props.saisie, "revision")} />
          <div class="parties">
            <Identite {...props} />
            <Logements {...props} />
            <Demolition {...props} />
            <Baux {...props} />
          </div>
          <Phases {...props} />
          <p class="ligne">
            <button class="bouton" type="submit">
              {operation || choix.tout ? "Enregistrer" : "Déposer l’opération"}
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

const SITUATIONS = [
  { code: "qpv", libelle: "En quartier prioritaire" },
  { code: "hors-qpv", libelle: "Hors quartier prioritaire" },
  { code: "inconnue", libelle: "Inconnue" },
] as const;

function Identite({ saisie, refus, choix, operation }: OperationFormulaireProps) {
  const etat = { saisie, refus };
  const bailleurs = choix.bailleurs.map(({ organisation, nom }) => ({ code: String(organisation), libelle: nom }));
  return (
    <fieldset class="grand">
      <legend>L’opération</legend>
      <Champ etat={etat} nom="nom" libelle="Nom" requis />
      <Cote>
        <Liste
          etat={etat}
          nom="genre"
          libelle="Genre"
          requis
          options={optionsOf(GENRES_OPERATION, LIBELLE_GENRE_OPERATION)}
        />
        <Liste
          etat={etat}
          nom="cadre"
          libelle="Cadre"
          requis
          options={optionsOf(CADRES_OPERATION, LIBELLE_CADRE_OPERATION)}
        />
        {choix.tout ? (
          <Liste etat={etat} nom="bailleur" libelle="Bailleur" options={bailleurs} vide="Non désigné" />
        ) : (
          <Liste etat={etat} nom="bailleur" libelle="Bailleur" requis options={bailleurs} />
        )}
      </Cote>
      <Cote>
        <Liste etat={etat} nom="commune" libelle="Commune" options={choix.communes} vide="Inconnue" />
        <Champ etat={etat} nom="secteur" libelle="Secteur" />
        <Liste etat={etat} nom="situation" libelle="Quartier prioritaire" requis options={SITUATIONS} />
      </Cote>
      {operation === null && choix.tout ? (
        <Liste
          etat={etat}
          nom="etat"
          libelle="État"
          aide="Un bailleur dépose ; l’EPCI inscrit l’opération là où elle en est."
          requis
          options={optionsOf(ETATS_OPERATION, LIBELLE_ETAT_OPERATION)}
        />
      ) : null}
    </fieldset>
  );
}

function Logements({ saisie, refus }: OperationFormulaireProps) {
  const etat = { saisie, refus };
  return (
    <fieldset class="grand">
      <legend>Les logements</legend>
      <div class="nombres">
        <Champ etat={etat} nom="logements" libelle="Logements" nombre />
        <Champ etat={etat} nom="collectifs" libelle="Dont collectifs" nombre />
        <Champ etat={etat} nom="individuels" libelle="Dont individuels" nombre />
      </div>
      <div class="nombres">
        <Champ etat={etat} nom="plai" libelle="En PLAI" nombre />
        <Champ etat={etat} nom="plus" libelle="En PLUS" nombre />
        <Champ etat={etat} nom="pls" libelle="En PLS" nombre />
        <Champ etat={etat} nom="autre" libelle="Autre financement" nombre />
      </div>
      <div class="nombres">
        {TYPOLOGIES.map((type, rang) => (
          <Champ etat={etat} nom={rang === 0 ? "typologies" : champTypologie(type)} libelle={type} nombre />
        ))}
      </div>
      <Champ
        etat={etat}
        nom="loyerM2"
        libelle="Loyer mensuel au m²"
        aide="Hors charges, par m² de surface habitable."
        unite="€"
        nombre
      />
    </fieldset>
  );
}

/** Name of the input of a size; the first one has the name that the errors on all sizes lead to. */
export function champTypologie(type: string): string {
  return type === TYPOLOGIES[0] ? "typologies" : `type-${type.replace("+", "")}`;
}

function Demolition({ saisie, refus }: OperationFormulaireProps) {
  const etat = { saisie, refus };
  return (
    <fieldset class="grand">
      <legend>Pour une démolition : les ménages à reloger</legend>
      <div class="nombres">
        <Champ etat={etat} nom="occupes" libelle="Logements occupés" nombre />
        <Champ etat={etat} nom="occupesAu" libelle="Comptés le" type="date" />
        <Champ etat={etat} nom="depuis" libelle="Année de démarrage du relogement" nombre />
      </div>
    </fieldset>
  );
}

function Baux({ saisie, refus }: OperationFormulaireProps) {
  const etat = { saisie, refus };
  return (
    <fieldset class="grand">
      <legend>Une fois livrée : les premiers baux</legend>
      <p class="aide">
        Des comptes, sans aucun nom. Ils restent entre partenaires, même quand l’opération est publique.
      </p>
      <div class="nombres">
        <Champ etat={etat} nom="connus" libelle="Premiers baux dont le ménage est connu" nombre />
        <Champ etat={etat} nom="q1OuReloges" libelle="Dont premier quartile ou relogés" nombre />
        <Champ etat={etat} nom="habitantsQpv" libelle="Dont habitants d’un quartier prioritaire" nombre />
      </div>
    </fieldset>
  );
}

function Phases({ saisie, refus }: OperationFormulaireProps) {
  const etat = { saisie, refus };
  return (
    <fieldset class="grand">
      <legend>Les phases</legend>
      {PHASES_OPERATION.map((phase) => (
        <fieldset class="champ">
          <legend>{LIBELLE_PHASE_OPERATION[phase]}</legend>
          <div class="nombres">
            <Champ etat={etat} nom={`${phase}-debutPrevu`} libelle="Début prévu" type="date" />
            <Champ etat={etat} nom={`${phase}-finPrevue`} libelle="Fin prévue" type="date" />
            <Champ etat={etat} nom={`${phase}-debutReel`} libelle="Début réel" type="date" />
            <Champ etat={etat} nom={`${phase}-finReelle`} libelle="Fin réelle" type="date" />
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
}
