import { ECHELLE } from "#bilan/regles/mesure-corrective/echelle.ts";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Choix,
  Cote,
  type EtatFormulaire,
  Liste,
  type OptionListe,
  optionsOf,
  TexteLong,
} from "#socle/pages/design/formulaire.tsx";
import type { PropositionCas } from "../lectures/cas-bloque/ports.ts";
import type { PointTenu, Tenue } from "../lectures/tenue.ts";
import { ISSUES_CAS, LIBELLE_ISSUE_CAS } from "../regles/cas-bloque/cas-bloque.ts";
import {
  LIBELLE_NATURE_PROPOSITION,
  LIBELLE_SENS_DECISION_CAS,
  SENS_DECISION_CAS,
} from "../regles/cas-bloque/suite-cas.ts";
import { SectionActe } from "./section-acte.tsx";
import { hrefTenue } from "./tenue-page.tsx";

export type TenuePointProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly tenue: Tenue;
  readonly point: PointTenu;
  /** Case of the point; null: none. */
  readonly cas: {
    readonly propositions: readonly PropositionCas[];
    readonly organisations: readonly { readonly id: number; readonly nom: string }[];
  } | null;
  readonly suites: ReadonlyMap<number, string>;
  /** Years for which a measure may be proposed, latest first. */
  readonly annees: readonly number[];
  readonly aujourdhui: string;
  readonly annonce: string | null;
  readonly aRelire: boolean;
};

export function Decider(props: TenuePointProps) {
  const { epci, tenue, point } = props;
  return (
    <SectionActe
      id="decider"
      titre="Prendre une décision"
      action={hrefTenue(epci, tenue.reunion.id, `/points/${point.id}/decision`)}
      bouton="Enregistrer la décision"
      aRelire={props.aRelire}
    >
      <TexteLong
        etat={props}
        nom="texte"
        libelle="Décision"
        aide="Lue par tous les partenaires : aucun nom de personne."
        lignes={3}
        limite={600}
        requis
      />
      <Cote>
        <Liste
          etat={props}
          nom="membre"
          libelle="Qui la porte"
          vide="Un autre organisme"
          options={tenue.membres.map(({ id, nom }) => ({ code: String(id), libelle: nom }))}
        />
        <Champ etat={props} nom="responsable" libelle="Autre organisme" />
        <Champ etat={props} nom="echeance" libelle="Avant le" type="date" min={tenue.reunion.jour} />
      </Cote>
      <Choix etat={props} nom="suite" libelle="Ce qu’elle fait d’autre" options={suitesOf(props)} />
      <Proposer {...props} />
      <Champ
        etat={props}
        nom="avenant"
        libelle="Titre du projet d’avenant"
        aide="Si la décision change des objectifs : le projet est préparé depuis la version en vigueur, la décision est son objet."
      />
    </SectionActe>
  );
}

function suitesOf({ point }: TenuePointProps): readonly OptionListe[] {
  const proposee = point.nature === "mesure-corrective" && /^\d+$/.test(point.reference ?? "");
  return [
    { code: "aucune", libelle: "Rien d’autre" },
    ...(proposee
      ? [
          { code: "retenue", libelle: "Elle retient la mesure proposée" },
          { code: "ecartee", libelle: "Elle écarte la mesure proposée" },
        ]
      : []),
    { code: "proposer", libelle: "Elle propose une mesure corrective" },
    { code: "avenant", libelle: "Elle prépare un avenant à la convention" },
  ];
}

function Proposer(props: TenuePointProps) {
  return (
    <Cote>
      <Liste
        etat={props}
        nom="mesure"
        libelle="Mesure proposée"
        vide="Aucune"
        options={ECHELLE.map(({ code, titre }) => ({ code, libelle: titre }))}
      />
      <Liste
        etat={props}
        nom="annee"
        libelle="Pour l’année"
        vide="Aucune"
        options={props.annees.map((annee) => ({ code: String(annee), libelle: String(annee) }))}
      />
    </Cote>
  );
}

/** The decision is written in the case's file. */
export function DeciderCas(props: TenuePointProps & { readonly cas: NonNullable<TenuePointProps["cas"]> }) {
  const { epci, tenue, point, cas } = props;
  return (
    <SectionActe
      id="decider"
      titre="Décider du cas"
      action={hrefTenue(epci, tenue.reunion.id, `/points/${point.id}/cas`)}
      bouton="Enregistrer la décision du cas"
      aRelire={props.aRelire}
    >
      <Choix
        etat={props}
        nom="sens"
        libelle="Décision"
        requis
        options={optionsOf(SENS_DECISION_CAS, LIBELLE_SENS_DECISION_CAS)}
      />
      {cas.propositions.length > 0 ? (
        <Liste
          etat={props}
          nom="proposition"
          libelle="Proposition retenue"
          vide="Aucune"
          options={cas.propositions.map(({ id, nature }, rang) => ({
            code: String(id),
            libelle: `N° ${rang + 1} : ${LIBELLE_NATURE_PROPOSITION[nature]}`,
          }))}
        />
      ) : null}
      <Cote>
        <Liste
          etat={props}
          nom="charge"
          libelle="Organisme chargé"
          aide="Nécessaire, avec l’échéance, sauf pour réexaminer ou clore."
          vide="Aucun"
          options={cas.organisations.map(({ id, nom }) => ({ code: String(id), libelle: nom }))}
        />
        <Champ etat={props} nom="echeance" libelle="Pour le" type="date" min={tenue.reunion.jour} />
      </Cote>
      <TexteLong
        etat={props}
        nom="complement"
        libelle="Précision"
        aide="Écrite dans le dossier du cas, jamais dans le relevé. Ni nom, ni santé."
        lignes={2}
        limite={280}
      />
      <fieldset class="grand">
        <legend>Si la décision est de clore</legend>
        <Cote>
          <Liste
            etat={props}
            nom="issue"
            libelle="Comment il se termine"
            vide="Le cas n’est pas clos"
            options={optionsOf(ISSUES_CAS, LIBELLE_ISSUE_CAS)}
          />
          <Champ etat={props} nom="bail_le" libelle="Jour du bail" type="date" max={props.aujourdhui} />
        </Cote>
      </fieldset>
    </SectionActe>
  );
}
