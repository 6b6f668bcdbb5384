import type { Child } from "hono/jsx";
import { ChangerCompte } from "#socle/pages/design/barre.tsx";
import type { Cadre } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_ROLE } from "#socle/regles/habilitation/role.ts";
import { formatInstant, formatJour } from "#socle/regles/shared/format.ts";
import { defineTable } from "#socle/regles/table/table.ts";
import type { MonCompte } from "../../actes/connexion/compte.ts";
import type { CleAcces, HabilitationMontree, Session } from "../../lectures/connexion/ports.ts";
import { Champ, Erreur } from "./champ.tsx";
import { LIBELLE_MOYEN } from "./libelles.ts";

type Props = {
  readonly cadre: Cadre;
  readonly monCompte: MonCompte;
  /** Whether a passkey can be bound to this address. */
  readonly cles: boolean;
  readonly longueurMin: number;
  readonly erreur: string | null;
  readonly annonce: string | null;
};

export function renderMonComptePage({ cadre, monCompte, cles, longueurMin, erreur, annonce }: Props): string {
  const { compte } = monCompte;
  return renderPage({
    cadre,
    titre: "Mon compte",
    islands: cles && !compte.demonstration ? ["cle-acces"] : [],
    children: (
      <>
        <h1>Mon compte</h1>
        <Erreur message={erreur} />
        {annonce === null ? null : (
          <Message ton="ok" role="status">
            <p>{annonce}</p>
          </Message>
        )}
        <p>
          {compte.prenom} {compte.nom}, {compte.courriel}
          {compte.demonstration ? " : personne fictive du territoire de démonstration." : null}
        </p>
        <p>
          <a class="bouton" href="/">
            Aller à l’accueil
          </a>
        </p>
        {compte.demonstration ? <ChangerCompte /> : null}
        <AdresseNonProuvee monCompte={monCompte} />
        <DroitsFermes monCompte={monCompte} />
        <Habilitations habilitations={monCompte.habilitations} />
        {compte.demonstration ? null : (
          <>
            {monCompte.recente ? null : <Reconnexion />}
            <Cles cles={monCompte.cles} possible={cles} recente={monCompte.recente} />
            <MotDePasse aMotDePasse={monCompte.aMotDePasse} longueurMin={longueurMin} courriel={compte.courriel} />
            <Sessions sessions={monCompte.sessions} courante={monCompte.session} />
          </>
        )}
      </>
    ),
  });
}

const HABILITATIONS = defineTable<HabilitationMontree, Child>({
  code: "habilitations",
  titre: "Habilitations en cours",
  colonnes: [
    {
      code: "role",
      titre: "Rôle",
      valeur: ({ role }) => LIBELLE_ROLE[role],
      tri: true,
      rendu: ({ role, enAttente }) => (
        <>
          {LIBELLE_ROLE[role]}
          {enAttente ? <small> en attente de la preuve de l’adresse</small> : null}
        </>
      ),
    },
    { code: "organisation", titre: "Organisation", valeur: ({ nomOrganisation }) => nomOrganisation, tri: true },
    {
      code: "territoire",
      titre: "Territoire",
      valeur: ({ nomTerritoire, communes }) =>
        `${nomTerritoire ?? "Toute la plateforme"}${communes.length > 0 ? ` (communes ${communes.join(", ")})` : ""}`,
      tri: true,
    },
    {
      code: "fin",
      titre: "Jusqu’au",
      valeur: ({ fin }) => fin,
      tri: true,
      rendu: ({ fin }) => `${formatJour(fin)} inclus`,
    },
  ],
});

function Habilitations({ habilitations }: { habilitations: readonly HabilitationMontree[] }) {
  return (
    <section aria-labelledby="habilitations">
      <h2 id="habilitations">Habilitations en cours</h2>
      {habilitations.length === 0 ? (
        <p>
          Aucune : vous voyez ce que voit le public. Demandez une habilitation à la personne qui les gère dans votre
          intercommunalité.
        </p>
      ) : (
        <Table table={HABILITATIONS} lignes={habilitations} nom="Tableau des habilitations" lu />
      )}
    </section>
  );
}

/** Rights that wait for the proof of the address. */
function AdresseNonProuvee({ monCompte: { compte, habilitations } }: { monCompte: MonCompte }) {
  const enAttente = habilitations.filter((row) => row.enAttente);
  if (enAttente.length === 0) return null;
  const droits = enAttente.map((row) => `${LIBELLE_ROLE[row.role]}, ${row.nomTerritoire ?? "toute la plateforme"}`);
  return (
    <Message ton="alerte" titre="Prouvez que cette adresse est la vôtre">
      <p>
        {droits.length === 1 ? "Un droit attend" : "Des droits attendent"} cette preuve : {droits.join(" ; ")}. Suivez
        le lien d’un message envoyé à {compte.courriel}, ou connectez-vous par ProConnect avec cette adresse.
      </p>
      <form method="post" action="/mon-compte/preuve">
        <button class="bouton second" type="submit">
          Recevoir le message
        </button>
      </form>
    </Message>
  );
}

/** Asks for a login even when a session is open. */
const ENCORE = `/connexion?${new URLSearchParams({ encore: "", retour: "/mon-compte" })}`;

/** Warns before rights close: a password does not open the widest ones, and a one-time link serves once. */
function DroitsFermes({ monCompte: { compte, cles, forte, reservees, session, sessions } }: { monCompte: MonCompte }) {
  if (reservees.length === 0 || compte.demonstration) return null;
  const roles = [...new Set(reservees.map(({ role }) => LIBELLE_ROLE[role]))].join(", ");
  if (!forte) {
    return (
      <Message ton="alerte" titre={cles.length > 0 ? "Utilisez votre clé d’accès" : "Ajoutez une clé d’accès"}>
        <p>
          Vos droits étendus ({roles}) restent fermés : un mot de passe seul ne les ouvre pas.{" "}
          {cles.length > 0
            ? null
            : "Pour ajouter une clé d’accès, demandez un lien à usage unique à la personne qui exploite Blaise ; ou connectez-vous par ProConnect. "}
          <a href={ENCORE}>Se connecter autrement</a>
        </p>
      </Message>
    );
  }
  const parLien = sessions.some(({ empreinte, moyen }) => empreinte === session && moyen === "lien");
  if (!parLien || cles.length > 0) return null;
  return (
    <Message ton="alerte" titre="Ajoutez une clé d’accès">
      <p>
        Vos droits étendus ({roles}) ne s’ouvriront plus par le mot de passe seul. Ajoutez une clé d’accès avant de vous
        déconnecter, sauf si vous vous connectez par ProConnect.
      </p>
    </Message>
  );
}

function Reconnexion() {
  return (
    <Message ton="neutre">
      <p>
        Votre connexion date de plus de dix minutes. Pour ajouter ou retirer une clé d’accès, ou fermer une session,{" "}
        <a href={ENCORE}>reconnectez-vous</a>.
      </p>
    </Message>
  );
}

function Cles({ cles, possible, recente }: { cles: readonly CleAcces[]; possible: boolean; recente: boolean }) {
  if (!possible && cles.length === 0) return null;
  return (
    <section aria-labelledby="cles">
      <h2 id="cles">Clés d’accès</h2>
      <p class="aide">
        Une clé d’accès remplace le mot de passe : elle est gardée par votre appareil, qui vérifie que c’est vous par un
        code ou une empreinte. Elle ne peut pas être donnée à un faux site.
      </p>
      {cles.length === 0 ? <p>Aucune clé d’accès.</p> : null}
      <ul>
        {cles.map(({ identifiant, nom, ajouteeLe, servieLe }) => (
          <li>
            <form method="post" action="/mon-compte/cles/retirer">
              <input type="hidden" name="identifiant" value={identifiant} />
              {nom}, ajoutée le {formatInstant(ajouteeLe)}
              {servieLe === null ? ", jamais utilisée" : `, utilisée le ${formatInstant(servieLe)}`}{" "}
              <button class="lien" type="submit">
                Retirer<span class="lu"> la clé d’accès {nom}</span>
              </button>
            </form>
          </li>
        ))}
      </ul>
      {possible && recente ? <AjoutCle /> : null}
    </section>
  );
}

function AjoutCle() {
  return (
    <>
      <noscript>
        <p>Ajouter une clé d’accès demande JavaScript. Le mot de passe reste possible sans lui.</p>
      </noscript>
      <blaise-cle-acces data-mode="ajout" data-options="/mon-compte/cles/options">
        <form method="post" action="/mon-compte/cles" data-cle hidden>
          <input type="hidden" name="reponse" value="" />
          <Champ
            id="nom_cle"
            libelle="Nom de la clé"
            valeur="Clé d’accès"
            remplissage="off"
            longueurMax={60}
            aide="Pour la reconnaître : « téléphone », « poste du bureau »…"
          />
          <button class="bouton second" type="submit">
            Ajouter une clé d’accès
          </button>
          <p role="status" />
        </form>
      </blaise-cle-acces>
    </>
  );
}

function MotDePasse({
  aMotDePasse,
  longueurMin,
  courriel,
}: {
  aMotDePasse: boolean;
  longueurMin: number;
  courriel: string;
}) {
  return (
    <section aria-labelledby="mot-de-passe">
      <h2 id="mot-de-passe">{aMotDePasse ? "Changer de mot de passe" : "Choisir un mot de passe"}</h2>
      <form method="post" action="/mon-compte/mot-de-passe">
        <input type="hidden" name="courriel" value={courriel} autocomplete="username" />
        {aMotDePasse ? (
          <Champ id="actuel" libelle="Mot de passe actuel" type="password" remplissage="current-password" />
        ) : null}
        <Champ
          id="nouveau"
          libelle="Nouveau mot de passe"
          type="password"
          remplissage="new-password"
          longueurMin={longueurMin}
          aide={`Au moins ${longueurMin} caractères. Vos autres sessions seront fermées.`}
        />
        <button class="bouton" type="submit">
          Enregistrer le mot de passe
        </button>
      </form>
    </section>
  );
}

function Sessions({ sessions, courante }: { sessions: readonly Session[]; courante: string }) {
  return (
    <section aria-labelledby="sessions">
      <h2 id="sessions">Sessions ouvertes</h2>
      <ul>
        {sessions.map(({ empreinte, moyen, ouverteLe, vueLe }) => (
          <li>
            <form method="post" action="/mon-compte/sessions/fermer">
              <input type="hidden" name="session" value={empreinte} />
              Ouverte le {formatInstant(ouverteLe)} par {LIBELLE_MOYEN[moyen]}, vue le {formatInstant(vueLe)}{" "}
              {empreinte === courante ? (
                <strong>(celle-ci)</strong>
              ) : (
                <button class="lien" type="submit">
                  Fermer<span class="lu"> la session ouverte le {formatInstant(ouverteLe)}</span>
                </button>
              )}
            </form>
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <form method="post" action="/mon-compte/sessions/fermer">
          <button class="bouton second" type="submit" name="session" value="autres">
            Fermer toutes les autres sessions
          </button>
        </form>
      ) : null}
    </section>
  );
}
