import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { Champ, Choix, type EtatFormulaire, optionsOf, TexteLong } from "#socle/pages/design/formulaire.tsx";
import { Tag } from "#socle/pages/design/parts.tsx";
import { ETATS_DECISION_INSTANCE, LIBELLE_ETAT_DECISION_INSTANCE } from "#socle/regles/gouvernance/reunion.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { FicheDecision } from "../lectures/decision-liste.ts";
import { nameDecision, PHRASE_AVIS, sayEcheance, sayRetard } from "../regles/releve-mots.ts";
import { CHEMIN_DECISIONS } from "./decision-liste-page.tsx";
import { cheminReunion } from "./instance-chemins.ts";
import { renderPageCommission } from "./page-commission.tsx";
import { SectionActe } from "./section-acte.tsx";
import { TagDecision } from "./tenue-mots.tsx";

export type DecisionPageProps = EtatFormulaire & {
  readonly cadre: Cadre;
  readonly epci: string;
  readonly fiche: FicheDecision;
  readonly aujourdhui: string;
  readonly annonce: string | null;
  readonly aRelire: boolean;
};

export function renderDecisionPage(props: DecisionPageProps): string {
  const { cadre, epci, fiche, refus, annonce } = props;
  const { decision, avis, droits } = fiche;
  const titre = `${nameDecision(avis)} ${decision.numero}`;
  return renderPageCommission({
    cadre,
    titre,
    retour: { href: hrefTerritoire(epci, CHEMIN_DECISIONS), libelle: "Toutes les décisions" },
    refus,
    annonce,
    children: (
      <>
        <p class="chapo">{decision.texte}</p>
        {avis ? <p>{PHRASE_AVIS}</p> : null}
        <Faits epci={epci} fiche={fiche} />
        <Suivis fiche={fiche} />
        {droits.suivre ? <Suivre {...props} /> : null}
        <Public epci={epci} fiche={fiche} />
      </>
    ),
  });
}

function Faits({ epci, fiche: { decision } }: { epci: string; fiche: FicheDecision }) {
  const { etat, responsable, echeance, retard, instanceNom, jour, suite, versionNumero, mesure, cas } = decision;
  return (
    <dl>
      <dt>État</dt>
      <dd>
        <TagDecision etat={etat} /> {retard === null ? null : <Tag ton="alerte">{sayRetard(retard)}</Tag>}
      </dd>
      <dt>Qui la porte</dt>
      <dd>
        {responsable}, {sayEcheance(echeance)}
      </dd>
      <dt>Prise par</dt>
      <dd>
        {instanceNom}, <a href={hrefTerritoire(epci, cheminReunion(decision.reunion))}>réunion du {formatJour(jour)}</a>
      </dd>
      {suite ? (
        <>
          <dt>Ce qu’elle fait d’autre</dt>
          <dd>
            {suite}.{" "}
            {versionNumero === null ? null : (
              <a href={hrefTerritoire(epci, `convention/versions/${versionNumero}`)}>Voir l’avenant</a>
            )}{" "}
            {mesure === null ? null : <a href={hrefTerritoire(epci, "mesures")}>Voir les mesures</a>}
          </dd>
        </>
      ) : null}
      {cas === null ? null : (
        <>
          <dt>Cas bloqué</dt>
          <dd>
            <a href={hrefTerritoire(epci, `commission/cas/${cas}`)}>Son dossier</a>, pour qui peut le lire
          </dd>
        </>
      )}
    </dl>
  );
}

function Suivis({ fiche: { suivis } }: { fiche: FicheDecision }) {
  return (
    <section aria-labelledby="suivis">
      <h2 id="suivis">Ce qui en a été fait</h2>
      {suivis.length === 0 ? (
        <p>Personne n’a encore rien écrit : ce n’est pas dire que rien n’est fait.</p>
      ) : (
        <ul>
          {suivis.map(({ le, etat, note, par }) => (
            <li>
              {formatJour(le)}, {par} : {LIBELLE_ETAT_DECISION_INSTANCE[etat].toLowerCase()}
              {note ? `. ${note}` : "."}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Suivre(props: DecisionPageProps) {
  const { epci, fiche, aujourdhui } = props;
  const { id, jour } = fiche.decision;
  return (
    <SectionActe
      id="suivre"
      titre="Dire où elle en est"
      action={hrefTerritoire(epci, `${CHEMIN_DECISIONS}/${id}/suivi`)}
      bouton="Enregistrer le suivi"
      aRelire={props.aRelire}
    >
      <Choix
        etat={props}
        nom="etat"
        libelle="Elle est"
        requis
        options={optionsOf(ETATS_DECISION_INSTANCE, LIBELLE_ETAT_DECISION_INSTANCE)}
      />
      <Champ etat={props} nom="le" libelle="Le" type="date" min={jour} max={aujourdhui} requis />
      <TexteLong
        etat={props}
        nom="note"
        libelle="Note"
        aide="Lue par tous les partenaires : aucun nom de personne."
        lignes={3}
        limite={600}
      />
    </SectionActe>
  );
}

function Public({ epci, fiche: { decision, droits } }: { epci: string; fiche: FicheDecision }) {
  const { id, publieLe, cas } = decision;
  return (
    <section aria-labelledby="public">
      <h2 id="public">Publication</h2>
      <p>{publieLe === null ? "Le public ne la lit pas." : `Le public la lit depuis le ${formatJour(publieLe)}.`}</p>
      {cas === null ? null : <p>Elle porte sur un cas bloqué, donc sur un ménage : elle ne se publie pas.</p>}
      {droits.publier && cas === null ? (
        <form method="post" action={hrefTerritoire(epci, `${CHEMIN_DECISIONS}/${id}/publication`)}>
          <p>Le public lirait son texte, son numéro, l’instance et le jour ; ni qui la porte, ni son suivi.</p>
          <button class="bouton second" type="submit" name="geste" value={publieLe === null ? "publier" : "retirer"}>
            {publieLe === null ? "Publier la décision" : "Retirer du public"}
          </button>
        </form>
      ) : null}
    </section>
  );
}
