import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe, Tag } from "#socle/pages/design/parts.tsx";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { LIBELLE_TYPE_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Invitation } from "../../actes/habilitation/inviter.ts";
import type { Habilitation } from "../../lectures/habilitation/ports.ts";
import { etatHabilitation, lastDay, nextDay } from "../../regles/habilitation/echeances.ts";
import type { GestionHabilitations } from "./habilitations-page.tsx";
import {
  dayInParis,
  describePerimetre,
  describeRole,
  formatPersonne,
  formatVu,
  LIBELLE_ETAT,
  TON_ETAT,
} from "./libelles.ts";
import { SuiteInvitation } from "./remise.tsx";

export type HabilitationPageProps = {
  readonly cadre: Cadre;
  /** Path of the list, the territory's or the platform's. */
  readonly chemin: string;
  readonly habilitation: Habilitation;
  readonly aujourdhui: string;
  readonly gestion: GestionHabilitations;
  /** A new one-time link is possible: the person never logged in, and has no rights elsewhere. */
  readonly invitable: boolean;
  /** The reader's own, which they cannot renew. */
  readonly sienne: boolean;
  /** The reader may close the account: an administrator of the platform. */
  readonly fermable?: boolean;
  readonly communes: ReadonlyMap<string, string>;
  /** « par Territoire voisin », « par la plateforme »; null: unknown. */
  readonly auteurDuCompte: string | null;
  readonly annonce: string | null;
  readonly erreur: string | null;
};

export function renderHabilitationPage(props: HabilitationPageProps): string {
  const { cadre, chemin, habilitation, gestion, annonce, erreur } = props;
  const personne = formatPersonne(habilitation.compte);
  return renderPage({
    cadre,
    titre: `Habilitation de ${personne}`,
    children: (
      <>
        <p class="discret">
          <a href={chemin}>Habilitations</a> › {personne}
        </p>
        <h1>
          {personne}, {LIBELLE_ROLE[habilitation.role]}
        </h1>
        <ResultatActe annonce={annonce} erreur={erreur} titreErreur="" />
        <Fiche {...props} />
        {gestion.gerer ? <Actes {...props} /> : null}
        {gestion.gerer && !props.sienne ? <FermerSessions {...props} /> : null}
        {props.fermable && !props.sienne ? <FermerCompte {...props} /> : null}
      </>
    ),
  });
}

function sayPreuve({ courrielProuveLe, demonstration }: Habilitation["compte"]): string {
  if (demonstration) return "personne fictive";
  return courrielProuveLe === null
    ? "adresse non prouvée"
    : `adresse prouvée le ${formatJour(dayInParis(courrielProuveLe))}`;
}

function Fiche({ habilitation, aujourdhui, communes, auteurDuCompte }: HabilitationPageProps) {
  const { compte, organisation, role, sensible } = habilitation;
  const etat = etatHabilitation(habilitation, aujourdhui);
  return (
    <>
      <p class="chapo">{describeRole(role)}</p>
      <dl>
        <dt>État</dt>
        <dd>
          <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT[etat]}</Tag>{" "}
          {habilitation.enAttente ? <Tag ton="alerte">attend la preuve de l’adresse</Tag> : null}
        </dd>
        <dt>Courriel</dt>
        <dd>
          {compte.courriel}, {sayPreuve(compte)}
        </dd>
        <dt>Compte fait</dt>
        <dd>
          Le {formatJour(dayInParis(compte.creeLe))}
          {auteurDuCompte ? `, ${auteurDuCompte}` : ""}
        </dd>
        <dt>Organisation</dt>
        <dd>
          {organisation.nom} ({LIBELLE_TYPE_ORGANISATION[organisation.type]}
          {organisation.siren ? `, SIREN ${organisation.siren}` : ""})
        </dd>
        <dt>Périmètre</dt>
        <dd>{describePerimetre(habilitation, communes)}</dd>
        <dt>Données sensibles</dt>
        <dd>{sensible ? "Peut les ouvrir, avec un motif à chaque fois" : "Fermées"}</dd>
        <dt>Durée</dt>
        <dd>
          Du {formatJour(habilitation.debut)} au {formatJour(habilitation.fin)} inclus
        </dd>
        <dt>Accordée</dt>
        <dd>
          Le {formatJour(dayInParis(habilitation.accordeeLe))}, {grantorOf(habilitation)}
        </dd>
        <dt>Motif</dt>
        <dd>{habilitation.motif}</dd>
        <dt>Vu pour la dernière fois</dt>
        <dd>{formatVu(compte.vuLe)}</dd>
        {compte.fermeLe ? (
          <>
            <dt>Compte fermé</dt>
            <dd>Le {formatJour(dayInParis(compte.fermeLe))}</dd>
          </>
        ) : null}
        {habilitation.revoqueeLe ? (
          <>
            <dt>Révoquée</dt>
            <dd>
              Le {formatJour(dayInParis(habilitation.revoqueeLe))}
              {habilitation.nomRevoqueePar ? ` par ${habilitation.nomRevoqueePar}` : ""}
            </dd>
          </>
        ) : null}
      </dl>
    </>
  );
}

function grantorOf({ accordeePar, nomAccordeePar }: Habilitation): string {
  if (accordeePar === null) return "par l’exploitant de la plateforme, depuis la machine";
  return nomAccordeePar ? `par ${nomAccordeePar}` : "par une personne de la plateforme";
}

function Actes(props: HabilitationPageProps) {
  const etat = etatHabilitation(props.habilitation, props.aujourdhui);
  if (etat === "revoquee") return null;
  return (
    <>
      {props.invitable ? <Inviter {...props} /> : null}
      {props.habilitation.enAttente && !props.invitable ? <RedemanderPreuve {...props} /> : null}
      {props.sienne ? <PasLaSienne /> : <Renouveler {...props} />}
      {etat === "expiree" ? null : <Revoquer {...props} />}
    </>
  );
}

function Inviter({ chemin, habilitation }: HabilitationPageProps) {
  return (
    <>
      <h2>Nouveau lien de connexion</h2>
      <p>Cette personne n’est jamais venue. Un nouveau lien remplace le précédent, qui ne servira plus.</p>
      <form method="post" action={`${chemin}/${habilitation.id}/lien`}>
        <p class="ligne">
          <button class="bouton second" type="submit" name="remise" value="courriel">
            L’envoyer par courriel
          </button>
          <button class="bouton second" type="submit" name="remise" value="main">
            L’afficher, pour le remettre
          </button>
        </p>
      </form>
    </>
  );
}

function RedemanderPreuve({ chemin, habilitation }: HabilitationPageProps) {
  return (
    <>
      <h2>Preuve de l’adresse</h2>
      <p>
        Ce droit n’ouvre rien tant que la personne n’a pas prouvé que l’adresse est la sienne : par le message qui lui a
        été envoyé, ou en se connectant par ProConnect.
      </p>
      <form method="post" action={`${chemin}/${habilitation.id}/preuve`}>
        <button class="bouton second" type="submit">
          Renvoyer le message
        </button>
      </form>
    </>
  );
}

function PasLaSienne() {
  return (
    <>
      <h2>Renouveler</h2>
      <p>
        Cette habilitation est la vôtre : un autre gestionnaire, ou un administrateur de la plateforme, peut la
        renouveler.
      </p>
    </>
  );
}

function Renouveler({ chemin, habilitation, aujourdhui }: HabilitationPageProps) {
  const debut = habilitation.fin < aujourdhui ? aujourdhui : nextDay(habilitation.fin);
  return (
    <>
      <h2>Renouveler</h2>
      <p>
        Une nouvelle habilitation, égale à celle-ci, commencera le {formatJour(debut)}. Celle-ci reste dans la liste,
        telle quelle.
      </p>
      <form method="post" action={`${chemin}/${habilitation.id}/renouveler`}>
        <p>
          <label for="fin">
            Jusqu’au
            <span class="aide">
              Au plus tard le {formatJour(lastDay(debut))}, et pas au-delà de votre propre habilitation.
            </span>
          </label>
          <input id="fin" name="fin" type="date" min={debut} max={lastDay(debut)} required />
        </p>
        <Motif id="motif-renouvellement" exemple="toujours en poste au service attribution" />
        <button class="bouton" type="submit">
          Renouveler
        </button>
      </form>
    </>
  );
}

function Revoquer({ chemin, habilitation }: HabilitationPageProps) {
  return (
    <>
      <h2>Révoquer</h2>
      <p>La personne perd ce droit dès sa prochaine page, et garde les autres. L’habilitation reste dans la liste.</p>
      <form method="post" action={`${chemin}/${habilitation.id}/revoquer`}>
        <Motif id="motif-revocation" exemple="départ du service le 1er mars" />
        <button class="bouton second" type="submit">
          Révoquer
        </button>
      </form>
    </>
  );
}

function FermerSessions({ chemin, habilitation }: HabilitationPageProps) {
  if (habilitation.compte.vuLe === null || habilitation.compte.fermeLe !== null) return null;
  return (
    <>
      <h2>Fermer les sessions</h2>
      <p>
        Poste perdu, écran laissé ouvert : la personne devra se reconnecter partout. Ses droits et ses moyens de
        connexion ne changent pas.
      </p>
      <form method="post" action={`${chemin}/${habilitation.id}/sessions`}>
        <button class="bouton second" type="submit">
          Fermer toutes ses sessions
        </button>
      </form>
    </>
  );
}

function FermerCompte({ chemin, habilitation }: HabilitationPageProps) {
  const ferme = habilitation.compte.fermeLe !== null;
  return (
    <>
      <h2>{ferme ? "Rouvrir le compte" : "Fermer le compte"}</h2>
      <p>
        {ferme
          ? "La personne pourra de nouveau se connecter : ses habilitations en cours reprennent."
          : "Plus personne ne se connecte par ce compte, sur aucun territoire, et ses sessions se ferment aussitôt."}
      </p>
      <form method="post" action={`${chemin}/${habilitation.id}/${ferme ? "rouvrir" : "fermer"}`}>
        <Motif id="motif-compte" exemple={ferme ? "retour de congé" : "départ de la collectivité"} />
        <button class="bouton second" type="submit">
          {ferme ? "Rouvrir le compte" : "Fermer le compte"}
        </button>
      </form>
    </>
  );
}

/** A page may have two, hence the id. */
export function Motif({ id, exemple, facultatif = false }: { id: string; exemple: string; facultatif?: boolean }) {
  return (
    <p>
      <label for={id}>
        Motif
        <span class="aide">
          Dix caractères au moins. Par exemple : {exemple}.{facultatif ? " Inutile si rien n’est révoqué." : ""}
        </span>
      </label>
      <textarea id={id} name="motif" rows={2} minlength={10} maxlength={500} required={!facultatif} />
    </p>
  );
}

type LienProps = Invitation & {
  readonly cadre: Cadre;
  readonly chemin: string;
  readonly habilitation: Habilitation;
};

/** Shows the link once, as after a grant. */
export function renderNouveauLienPage({ cadre, chemin, habilitation, lien, envoi }: LienProps): string {
  return renderPage({
    cadre,
    titre: "Nouveau lien de connexion",
    children: (
      <>
        <p class="discret">
          <a href={chemin}>Habilitations</a> ›{" "}
          <a href={`${chemin}/${habilitation.id}`}>{formatPersonne(habilitation.compte)}</a> › lien
        </p>
        <h1>Nouveau lien de connexion</h1>
        <SuiteInvitation habilitation={habilitation} lien={lien} envoi={envoi} />
      </>
    ),
  });
}
