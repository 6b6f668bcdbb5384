import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import {
  Champ,
  Cote,
  Liste,
  optionsOf,
  Refuse,
  type RefusFormulaire,
  type SaisieFormulaire,
  TexteLong,
  titreRefuse,
} from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { ACTES_DU_PLAN, CONVENTIONS_DU_PLAN } from "../../images/ppgdid-tables.ts";
import type { PlanLu, Ppgdid } from "../../lectures/ppgdid/ppgdid.ts";
import { LIBELLE_ACTE_PPGDID, NATURES_ACTE_PPGDID } from "../../regles/ppgdid/acte.ts";
import type { RubriqueEcrite } from "../../regles/ppgdid/contenu.ts";
import { LIBELLE_CONTROLE_PPGDID, LIBELLE_ETAT_PPGDID } from "../../regles/ppgdid/libelles.ts";
import { LIBELLE_CONVENTION_PPGDID, NATURES_CONVENTION_PPGDID } from "../../regles/ppgdid/plan.ts";

export const CHEMIN_PPGDID = "ppgdid";
export const CHEMIN_DOCUMENTS = "documents";

export function cheminPlan(numero: number, suite = ""): string {
  return `${CHEMIN_PPGDID}/${numero}${suite}`;
}

export type PpgdidPageProps = {
  readonly cadre: Cadre;
  readonly ppgdid: Ppgdid;
  /** null: no plan, or none that the reader may see. */
  readonly plan: PlanLu | null;
  readonly ecrire: boolean;
  readonly saisie: SaisieFormulaire;
  readonly refus: RefusFormulaire;
  readonly annonce: string | null;
};

const TON_ETAT = { projet: "neutre", "en-vigueur": "ok", echu: "alerte", remplace: "neutre" } as const;
const TON_CONTROLE = { manque: "alerte", "a-venir": "neutre", inconnu: "neutre", fait: "ok" } as const;

/** Page of the plan: its state, the checks of the text, its rubriques, its acts and its conventions. */
export function renderPpgdidPage(props: PpgdidPageProps): string {
  const { cadre, ppgdid, plan, refus } = props;
  const titre = plan?.titre ?? "Plan partenarial de gestion de la demande";
  return renderPage({
    cadre,
    titre: titreRefuse(titre, refus),
    children: (
      <>
        <h1>{titre}</h1>
        <p class="chapo">
          Plan partenarial de gestion de la demande de logement social et d’information des demandeurs (CCH, art. L.
          441-2-8). <a href={hrefTerritoire(ppgdid.epci, CHEMIN_DOCUMENTS)}>Ce dont il découle, et ce qui en découle</a>
          .
        </p>
        <Refuse refus={refus} />
        <ResultatActe annonce={props.annonce} />
        {plan ? <Corps {...props} plan={plan} /> : <Vide {...props} />}
        <Autres {...props} />
        {props.ecrire && !ppgdid.plans.some(({ etat }) => etat === "projet") ? <Preparer {...props} /> : null}
      </>
    ),
  });
}

function Vide({ ecrire }: PpgdidPageProps) {
  return (
    <EtatVide titre="Aucun plan enregistré">
      <p>
        {ecrire
          ? "Préparez le plan : vous écrirez ses treize rubriques, ses actes et ses conventions, puis son adoption."
          : "Aucun plan n’est publié sur ce territoire, ou aucun n’est ouvert à votre habilitation."}
      </p>
    </EtatVide>
  );
}

type AvecPlan = PpgdidPageProps & { readonly plan: PlanLu };

function Corps(props: AvecPlan) {
  const { ppgdid, plan, ecrire } = props;
  const projet = plan.etat === "projet";
  return (
    <>
      <p>
        <Tag ton={TON_ETAT[plan.etat]}>{LIBELLE_ETAT_PPGDID[plan.etat]}</Tag>{" "}
        {plan.depuis && plan.fin ? `du ${formatJour(plan.depuis)} au ${formatJour(plan.fin)}` : "pas encore adopté"} ·{" "}
        <a href={hrefTerritoire(ppgdid.epci, cheminPlan(plan.numero, "/document.pdf"))}>Document (PDF)</a>
      </p>
      {plan.controles.length > 0 ? (
        <>
          <h2>Ce que le texte demande</h2>
          <ul class="controles">
            {plan.controles.map(({ etat, phrase, article, aConfirmer }) => (
              <li>
                <Tag ton={TON_CONTROLE[etat]}>{LIBELLE_CONTROLE_PPGDID[etat]}</Tag> {phrase}{" "}
                <small>
                  {article} {aConfirmer ? <Tag ton="neutre">à confirmer</Tag> : null}
                </small>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2 id="rubriques">Contenu</h2>
      <Contenu {...props} />
      {ecrire && projet ? <Accueil {...props} /> : <AccueilLu plan={plan} />}
      <h2 id="actes">Actes</h2>
      <Actes {...props} />
      {ecrire && plan.etat !== "remplace" ? <AjouterActe {...props} /> : null}
      <h2 id="conventions">Conventions</h2>
      <Conventions {...props} />
      {ecrire && plan.etat !== "remplace" ? <AjouterConvention {...props} /> : null}
      {ecrire && projet ? <Abandonner {...props} /> : null}
    </>
  );
}

function Contenu({ ppgdid, plan, ecrire }: AvecPlan) {
  const projet = plan.etat === "projet";
  return (
    <>
      {ppgdid.contenu.map(({ numero, titre }) => {
        const own = plan.rubriques.find((rubrique) => rubrique.numero === numero);
        return (
          <section>
            <h3>
              {numero}° {titre}
            </h3>
            <p>
              <Ecrit rubrique={own} />
              {ecrire && projet ? (
                <>
                  {" "}
                  <a href={hrefTerritoire(ppgdid.epci, cheminPlan(plan.numero, `/rubriques/${numero}`))}>
                    Écrire<span class="lu"> la rubrique {numero}</span>
                  </a>
                </>
              ) : null}
            </p>
          </section>
        );
      })}
    </>
  );
}

function Ecrit({ rubrique }: { rubrique: RubriqueEcrite | undefined }) {
  if (rubrique?.texte) return <span class="texte-libre">{rubrique.texte}</span>;
  if (rubrique?.nonDecidee) return <span>Le plan dit que rien n’est décidé.</span>;
  return <Tag ton="alerte">Pas encore écrite</Tag>;
}

function AccueilLu({ plan: { accueilJours, accueilOrganisme } }: { plan: PlanLu }) {
  return (
    <p>
      Premier accueil : {accueilJours === null ? "délai non fixé" : `en ${formatCompte(accueilJours, "jour")} au plus`}
      {accueilOrganisme === null ? "" : `, par ${accueilOrganisme}`}.
    </p>
  );
}

function Accueil(props: AvecPlan) {
  const { ppgdid, plan } = props;
  return (
    <form
      class="saisie"
      method="post"
      action={hrefTerritoire(ppgdid.epci, cheminPlan(plan.numero, "/accueil"))}
      id="accueil"
    >
      <h3>Premier accueil du demandeur</h3>
      <Cote>
        <Champ etat={props} nom="jours" libelle="Délai maximal" nombre unite="jours" />
        <Champ etat={props} nom="organisme" libelle="Organisme chargé de l’accueil" aide="Aucun nom de personne." />
      </Cote>
      <button class="bouton second" type="submit">
        Enregistrer l’accueil
      </button>
    </form>
  );
}

function Actes({ plan }: AvecPlan) {
  if (plan.actes.length === 0) return <p>Aucun acte n’est encore enregistré.</p>;
  return <Table table={ACTES_DU_PLAN} lignes={plan.actes} />;
}

function AjouterActe(props: AvecPlan) {
  const { ppgdid, plan } = props;
  return (
    <form
      class="saisie"
      method="post"
      action={hrefTerritoire(ppgdid.epci, cheminPlan(plan.numero, "/actes"))}
      id="ajouter-acte"
    >
      <h3>Enregistrer un acte</h3>
      <p class="aide">L’adoption rend le plan public ; ses rubriques ne changent plus ensuite.</p>
      <Cote>
        <Liste etat={props} nom="nature" libelle="Acte" options={optionsOf(NATURES_ACTE_PPGDID, LIBELLE_ACTE_PPGDID)} />
        <Champ etat={props} nom="date" libelle="Date" type="date" requis max={ppgdid.jour} />
        <Champ etat={props} nom="annee" libelle="Année du bilan" court aide="Pour un bilan annuel." />
      </Cote>
      <Champ
        etat={props}
        nom="acte"
        libelle="Référence"
        requis
        aide="Délibération, arrêté ou procès-verbal, avec son numéro. Aucun nom de personne."
      />
      <button class="bouton second" type="submit">
        Enregistrer l’acte
      </button>
    </form>
  );
}

function Conventions(props: AvecPlan) {
  const { ppgdid, plan, ecrire } = props;
  if (plan.conventions.length === 0) return <p>Aucune convention n’est encore enregistrée.</p>;
  const signataires = ({ arrete, signataires: own }: PlanLu["conventions"][number]) => (
    <div>
      {arrete === null ? null : <p>Imposée par arrêté : {arrete}</p>}
      {own.map(({ id, nom, signeLe }) => (
        <p>
          {nom} : {signeLe === null ? <Tag ton="alerte">Non signée</Tag> : `signée le ${formatJour(signeLe)}`}
          {signeLe === null && ecrire && plan.etat !== "remplace" ? (
            <Signer epci={ppgdid.epci} plan={plan} id={id} nom={nom} jour={ppgdid.jour} />
          ) : null}
        </p>
      ))}
    </div>
  );
  return <Table table={CONVENTIONS_DU_PLAN} lignes={plan.conventions} rendu={{ signataires }} />;
}

type SignerProps = { epci: string; plan: PlanLu; id: number; nom: string; jour: string };

function Signer({ epci, plan, id, nom, jour }: SignerProps) {
  const champ = `le-${id}`;
  return (
    <form class="ligne" method="post" action={hrefTerritoire(epci, cheminPlan(plan.numero, "/signatures"))}>
      <input type="hidden" name="signataire" value={String(id)} />
      <div>
        <label for={champ}>
          Signée le<span class="lu"> par {nom}</span>
        </label>
        <input id={champ} name="le" type="date" max={jour} required />
      </div>
      <button class="bouton second" type="submit">
        Enregistrer<span class="lu"> la signature de {nom}</span>
      </button>
    </form>
  );
}

function AjouterConvention(props: AvecPlan) {
  const { ppgdid, plan } = props;
  return (
    <form
      class="saisie"
      method="post"
      action={hrefTerritoire(ppgdid.epci, cheminPlan(plan.numero, "/conventions"))}
      id="ajouter-convention"
    >
      <h3>Ajouter une convention</h3>
      <Cote>
        <Liste
          etat={props}
          nom="nature_convention"
          libelle="Nature"
          options={optionsOf(NATURES_CONVENTION_PPGDID, LIBELLE_CONVENTION_PPGDID)}
        />
        <Champ etat={props} nom="titre" libelle="Titre" requis />
      </Cote>
      <TexteLong
        etat={props}
        nom="signataires"
        libelle="Signataires"
        aide="Une organisation par ligne, sans nom de personne."
        limite={2000}
      />
      <Champ
        etat={props}
        nom="arrete"
        libelle="Arrêté du préfet qui l’impose"
        aide="Quand une organisation a refusé de signer."
      />
      <button class="bouton second" type="submit">
        Ajouter cette convention
      </button>
    </form>
  );
}

function Abandonner({ ppgdid, plan }: AvecPlan) {
  return (
    <form method="post" action={hrefTerritoire(ppgdid.epci, cheminPlan(plan.numero, "/abandonner"))} id="abandon">
      <h2>Abandonner ce projet</h2>
      <label class="case">
        <input type="checkbox" name="confirme" value="oui" required />
        Ses rubriques, ses actes et ses conventions seront effacés.
      </label>
      <button class="bouton second" type="submit">
        Abandonner le projet
      </button>
    </form>
  );
}

function Autres({ ppgdid, plan }: PpgdidPageProps) {
  const others = ppgdid.plans.filter(({ id }) => id !== plan?.id);
  if (others.length === 0) return null;
  return (
    <>
      <h2>Autres plans</h2>
      <ul>
        {others.map(({ numero, titre, etat, depuis }) => (
          <li>
            <a href={hrefTerritoire(ppgdid.epci, cheminPlan(numero))}>{titre}</a>{" "}
            <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT_PPGDID[etat]}</Tag>
            {depuis === null ? "" : ` depuis le ${formatJour(depuis)}`}
          </li>
        ))}
      </ul>
    </>
  );
}

function Preparer(props: PpgdidPageProps) {
  const { ppgdid } = props;
  return (
    <form class="saisie" method="post" action={hrefTerritoire(ppgdid.epci, CHEMIN_PPGDID)} id="preparer">
      <h2>{ppgdid.plans.length === 0 ? "Préparer le plan" : "Préparer la révision du plan"}</h2>
      <Champ etat={props} nom="titre_plan" libelle="Titre" requis />
      <button class="bouton" type="submit">
        Créer le projet
      </button>
    </form>
  );
}
