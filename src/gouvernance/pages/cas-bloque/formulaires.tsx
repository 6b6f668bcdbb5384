import type { Child } from "hono/jsx";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  renderPageFormulaire,
} from "#socle/pages/design/formulaire.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { ActeCas, CasLu, ReunionCas } from "../../lectures/cas-bloque/cas.ts";
import { ISSUES_CAS, LIBELLE_ISSUE_CAS, LIBELLE_MOTIF_CAS } from "../../regles/cas-bloque/cas-bloque.ts";
import {
  LIBELLE_NATURE_PROPOSITION,
  LIBELLE_SENS_DECISION_CAS,
  NATURES_PROPOSITION,
  SENS_DECISION_CAS,
} from "../../regles/cas-bloque/suite-cas.ts";
import { cheminActeCas, cheminCas } from "./chemins.ts";
import { Complement } from "./complement.tsx";
import { sayNature } from "./mots.tsx";
import { TYPOLOGIES_CAS } from "./nouveau-page.tsx";

export type ActePageProps = {
  readonly cadre: Cadre;
  readonly lu: CasLu;
  readonly acte: ActeCas;
  readonly etat: EtatFormulaire;
  readonly aRelire: boolean;
  readonly communes: readonly OptionListe[];
  readonly organisations: readonly OptionListe[];
  /** Meetings whose agenda may still change. */
  readonly reunions: readonly ReunionCas[];
};

const TITRES: Readonly<Record<ActeCas, readonly [titre: string, bouton: string]>> = {
  confier: ["Confier le cas à un organisme", "Confier"],
  proposer: ["Proposer une solution", "Écrire la proposition"],
  inscrire: ["Inscrire le cas à un ordre du jour", "Inscrire"],
  decider: ["Écrire la décision de la réunion", "Écrire la décision"],
  clore: ["Clore le cas", "Clore"],
};

export function renderActeCasPage(props: ActePageProps): string {
  const { cadre, lu, acte, etat } = props;
  const { epci, cas, reference } = lu;
  const [titre, bouton] = TITRES[acte];
  return renderPageFormulaire({
    cadre,
    epci,
    titre,
    bouton,
    ...etat,
    grave: acte === "clore",
    sous: (
      <p>
        Cas {reference} : {sayNature(cas)}
        {cas.motif === null ? "" : `, ${LIBELLE_MOTIF_CAS[cas.motif]}`}. Ouvert le {formatJour(cas.ouvertLe)}.
      </p>
    ),
    chemin: cheminActeCas(cas.id, acte),
    retour: { chemin: cheminCas(cas.id), libelle: `Cas ${reference}` },
    children: CHAMPS[acte](props),
  });
}

const CHAMPS: Readonly<Record<ActeCas, (props: ActePageProps) => Child>> = {
  confier: Confier,
  proposer: Proposer,
  inscrire: Inscrire,
  decider: Decider,
  clore: Clore,
};

function Confier({ etat, organisations, lu }: ActePageProps) {
  return (
    <Cote>
      <Liste
        etat={etat}
        nom="organisation"
        libelle="Organisme chargé"
        aide="Le bailleur concerné lit le cas ; un autre organisme le lit s’il est convoqué à la réunion."
        requis
        vide="Choisir…"
        options={organisations}
      />
      <Champ etat={etat} nom="echeance" libelle="Pour le" type="date" min={lu.aujourdhui} requis />
    </Cote>
  );
}

function Proposer(props: ActePageProps) {
  const { etat, communes, lu } = props;
  return (
    <>
      <Liste
        etat={etat}
        nom="nature"
        libelle="Ce que vous proposez"
        requis
        vide="Choisir…"
        options={optionsOf(NATURES_PROPOSITION, LIBELLE_NATURE_PROPOSITION)}
      />
      <Cote>
        <Liste
          etat={etat}
          nom="typologie"
          libelle="Typologie"
          vide="Sans objet, ou ne sait pas"
          options={TYPOLOGIES_CAS}
        />
        <Liste etat={etat} nom="commune" libelle="Commune" vide="Sans objet, ou ne sait pas" options={communes} />
      </Cote>
      <Champ etat={etat} nom="le" libelle="Proposé le" type="date" min={lu.cas.ouvertLe} max={lu.aujourdhui} requis />
      <Complement etat={etat} libelle="Précision" aRelire={props.aRelire} />
    </>
  );
}

function Inscrire({ etat, reunions, lu }: ActePageProps) {
  if (reunions.length === 0) {
    return (
      <Message ton="alerte" titre="Aucune réunion à venir">
        <p>Préparez d’abord une réunion : elle apparaîtra ici.</p>
      </Message>
    );
  }
  return (
    <>
      <Choix
        etat={etat}
        nom="reunion"
        libelle="Réunion"
        requis
        options={reunions.map(({ id, titre, jour }) => ({
          code: String(id),
          libelle: `${titre}, ${formatJour(jour)}`,
        }))}
      />
      <p class="aide">
        Ceux qui y sont convoqués liront ce cas, sans nom, jusqu’à soixante jours après elle.
        {lu.reunion === null ? "" : " Il quitte l’ordre du jour où il est aujourd’hui."}
      </p>
    </>
  );
}

function Decider(props: ActePageProps) {
  const { etat, lu, organisations } = props;
  const { propositions, aujourdhui } = lu;
  return (
    <>
      <Choix
        etat={etat}
        nom="sens"
        libelle="Décision"
        requis
        options={optionsOf(SENS_DECISION_CAS, LIBELLE_SENS_DECISION_CAS)}
      />
      {propositions.length > 0 ? (
        <Liste
          etat={etat}
          nom="proposition"
          libelle="Proposition retenue"
          vide="Aucune"
          options={propositions.map(({ id, nature, par }, rang) => ({
            code: String(id),
            libelle: `N° ${rang + 1} : ${LIBELLE_NATURE_PROPOSITION[nature]}, ${par ?? "organisme inconnu"}`,
          }))}
        />
      ) : null}
      <Cote>
        <Liste
          etat={etat}
          nom="charge"
          libelle="Organisme chargé"
          aide="Nécessaire, avec l’échéance, sauf pour réexaminer ou clore."
          vide="Aucun"
          options={organisations}
        />
        <Champ etat={etat} nom="echeance" libelle="Pour le" type="date" />
      </Cote>
      <Champ etat={etat} nom="le" libelle="Décidé le" type="date" min={lu.cas.ouvertLe} max={aujourdhui} requis />
      <Complement etat={etat} libelle="Précision" aRelire={props.aRelire} />
      <fieldset class="grand">
        <legend>Si la décision est de clore</legend>
        <Issue etat={etat} vide="Le cas n’est pas clos" />
      </fieldset>
    </>
  );
}

function Issue({ etat, vide }: { etat: EtatFormulaire; vide: string }) {
  return (
    <Cote>
      <Liste
        etat={etat}
        nom="issue"
        libelle="Comment il se termine"
        vide={vide}
        options={optionsOf(ISSUES_CAS, LIBELLE_ISSUE_CAS)}
      />
      <Champ
        etat={etat}
        nom="bail_le"
        libelle="Jour du bail"
        aide="Si un bail est signé ; vide s’il n’est pas connu."
        type="date"
      />
    </Cote>
  );
}

function Clore({ etat, lu }: ActePageProps) {
  return (
    <>
      <Issue etat={etat} vide="Choisir…" />
      <Champ etat={etat} nom="le" libelle="Clos le" type="date" min={lu.cas.ouvertLe} max={lu.aujourdhui} requis />
      <p class="aide">
        Un cas clos ne se rouvre pas. Après sa durée de conservation, ce qui le décrit est effacé : restent les dates,
        les organismes et l’issue.
      </p>
    </>
  );
}
