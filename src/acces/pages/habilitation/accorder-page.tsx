import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { type SaisieFormulaire, valeurDe } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Message, ResultatActe } from "#socle/pages/design/parts.tsx";
import { LIBELLE_ROLE, ROLES_HABILITES, type RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { LIBELLE_TYPE_ORGANISATION, TYPES_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { Invitation } from "../../actes/habilitation/inviter.ts";
import type { Habilitation, Organisation } from "../../lectures/habilitation/ports.ts";
import { narrowsByCommune, opensSensible } from "../../regles/habilitation/accorder.ts";
import { ChampsIdentite, ChampsJours } from "./champs-personne.tsx";
import { formatPersonne, opensDossiers } from "./libelles.ts";
import { ChampsRemise, SuiteInvitation } from "./remise.tsx";

export type AccorderProps = {
  readonly cadre: Cadre;
  /** As typed, when the form was refused. */
  readonly saisie: SaisieFormulaire;
  readonly organisations: readonly Organisation[];
  /** Roles that this person may grant. */
  readonly roles: readonly RoleHabilite[];
  readonly communes: readonly { readonly commune: string; readonly nom: string }[];
  /** Allowed days: from today to the granter's own end, or twelve months. */
  readonly bornes: { readonly debut: string; readonly fin: string };
  readonly erreur: string | null;
};

export function renderAccorderPage(props: AccorderProps): string {
  const { cadre, saisie, erreur } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: "Accorder une habilitation",
    children: (
      <>
        <h1>Accorder une habilitation</h1>
        <p class="chapo">
          Un droit nommé, pour une personne, une organisation et une durée. Votre nom et le motif restent au journal.
        </p>
        <ResultatActe erreur={erreur} titreErreur="L’habilitation n’est pas accordée" />
        <form method="post" action={hrefTerritoire(epci, "habilitations/accorder")}>
          <ChampsPersonne saisie={saisie} />
          <ChampsRemise remise={valeurDe(saisie, "remise")} />
          <ChampsOrganisation {...props} />
          <ChampsRole {...props} />
          <ChampsPerimetre {...props} />
          <ChampsDuree {...props} />
          <p class="ligne telechargements">
            <button class="bouton" type="submit">
              Accorder
            </button>
            <a href={hrefTerritoire(epci, "habilitations")}>Abandonner</a>
          </p>
        </form>
      </>
    ),
  });
}

function ChampsPersonne({ saisie }: { saisie: SaisieFormulaire }) {
  return (
    <fieldset class="grand">
      <legend>La personne</legend>
      <ChampsIdentite
        saisie={saisie}
        aide="C’est par lui que la personne est reconnue. Une adresse partagée n’est pas une personne."
      />
    </fieldset>
  );
}

function ChampsOrganisation({ saisie, organisations }: AccorderProps) {
  return (
    <fieldset class="grand">
      <legend>L’organisation pour laquelle elle agit</legend>
      <p>
        <label for="organisation">Organisation</label>
        <select id="organisation" name="organisation">
          {organisations.map(({ id, nom, type }) => (
            <option value={String(id)} selected={String(id) === valeurDe(saisie, "organisation")}>
              {nom} ({LIBELLE_TYPE_ORGANISATION[type]})
            </option>
          ))}
          <option value="" selected={valeurDe(saisie, "organisation") === ""}>
            Une autre, à ajouter
          </option>
        </select>
      </p>
      <details open={valeurDe(saisie, "organisation") === "" && valeurDe(saisie, "organisation_nom") !== ""}>
        <summary>Ajouter une organisation</summary>
        <p class="aide">À remplir quand « Une autre, à ajouter » est choisie.</p>
        <div class="ligne">
          <div>
            <label for="organisation_type">Nature</label>
            <select id="organisation_type" name="organisation_type">
              {TYPES_ORGANISATION.filter((type) => type !== "plateforme").map((type) => (
                <option value={type} selected={type === valeurDe(saisie, "organisation_type")}>
                  {LIBELLE_TYPE_ORGANISATION[type]}
                </option>
              ))}
            </select>
          </div>
          <div>
            <label for="organisation_nom">Nom</label>
            <input
              id="organisation_nom"
              name="organisation_nom"
              value={valeurDe(saisie, "organisation_nom")}
              maxlength={120}
            />
          </div>
          <div>
            <label for="organisation_siren">SIREN</label>
            <input
              id="organisation_siren"
              name="organisation_siren"
              value={valeurDe(saisie, "organisation_siren")}
              maxlength={11}
              inputmode="numeric"
            />
          </div>
        </div>
        <p class="aide">
          Le SIREN relie un bailleur à ses lignes dans les fichiers : sans lui, ses agents ne verraient pas leurs
          chiffres.
        </p>
      </details>
    </fieldset>
  );
}

/** What a role opens is said in one line; the rest is on the page of its rights. */
function ChampsRole({ cadre, saisie, roles }: AccorderProps) {
  const epci = cadre.territoire?.epci ?? "";
  return (
    <fieldset class="grand">
      <legend>Le rôle</legend>
      <p class="aide">Sauf mention, un rôle ouvre des dossiers de ménages en clair.</p>
      <div class="cases">
        {ROLES_HABILITES.filter((role) => roles.includes(role)).map((role) => (
          <div>
            <label class="case">
              <input type="radio" name="role" value={role} checked={role === valeurDe(saisie, "role")} required />
              <span>
                <strong>{LIBELLE_ROLE[role]}</strong>
                {opensDossiers(role) ? null : <span class="aide">N’ouvre aucun dossier de ménage.</span>}
              </span>
            </label>
            <a class="cible" href={hrefTerritoire(epci, "droits", { role })}>
              Ses droits<span class="lu"> : {LIBELLE_ROLE[role]}</span>
            </a>
          </div>
        ))}
      </div>
    </fieldset>
  );
}

const LIMITABLES = ROLES_HABILITES.filter(narrowsByCommune).map((role) => LIBELLE_ROLE[role]);

function ChampsPerimetre({ saisie, communes }: AccorderProps) {
  const cochees = saisie.communes ?? [];
  const sensibles = ROLES_HABILITES.filter(opensSensible).map((role) => LIBELLE_ROLE[role]);
  return (
    <fieldset class="grand">
      <legend>Le périmètre</legend>
      <details open={cochees.length > 0}>
        <summary>Limiter à certaines communes (aucune cochée : tout le territoire)</summary>
        <p class="aide">Seulement pour : {LIMITABLES.join(", ")}. Les autres rôles valent pour tout le territoire.</p>
        {communes.length === 0 ? <p>Aucune commune n’est connue pour ce territoire.</p> : null}
        <div class="parties">
          {communes.map(({ commune, nom }) => (
            <label class="case">
              <input type="checkbox" name="communes" value={commune} checked={cochees.includes(commune)} />
              <span>{nom}</span>
            </label>
          ))}
        </div>
      </details>
      <label class="case">
        <input type="checkbox" name="sensible" value="oui" checked={valeurDe(saisie, "sensible") === "oui"} />
        <span>
          <strong>Peut ouvrir les données sensibles</strong>
          <span class="aide">
            Santé, handicap, violences, protection. Chaque ouverture demande un motif, s’écrit au journal, et la
            personne concernée peut la voir. Seulement pour : {sensibles.join(", ")}.
          </span>
        </span>
      </label>
    </fieldset>
  );
}

function ChampsDuree({ saisie, bornes }: AccorderProps) {
  return (
    <fieldset class="grand">
      <legend>La durée et le motif</legend>
      <ChampsJours saisie={saisie} min={bornes.debut} />
      <p class="aide">Au plus tard le {formatJour(bornes.fin)} pour une habilitation qui commence aujourd’hui.</p>
      <p>
        <label for="motif">
          Motif
          <span class="aide">
            Dix caractères au moins. Par exemple : remplacement de Mme Durand au service attribution.
          </span>
        </label>
        <textarea id="motif" name="motif" rows={3} minlength={10} maxlength={500} required>
          {valeurDe(saisie, "motif")}
        </textarea>
      </p>
    </fieldset>
  );
}

type AccordeeProps = Invitation & {
  readonly cadre: Cadre;
  /** Path of the list, the territory's or the platform's. */
  readonly chemin: string;
  readonly habilitation: Habilitation;
};

/** Rendered by the act itself rather than an address: the link is shown once, and stored nowhere. */
export function renderAccordeePage({ cadre, chemin, habilitation, lien, envoi }: AccordeeProps): string {
  const personne = formatPersonne(habilitation.compte);
  return renderPage({
    cadre,
    titre: "Habilitation accordée",
    children: (
      <>
        <p class="discret">
          <a href={chemin}>Habilitations</a> › accordée
        </p>
        <h1>Habilitation accordée</h1>
        <Message ton="ok" role="status">
          <p>
            {personne} est « {LIBELLE_ROLE[habilitation.role]} » pour {habilitation.organisation.nom}, du{" "}
            {formatJour(habilitation.debut)} au {formatJour(habilitation.fin)}.
          </p>
        </Message>
        {lien === null && envoi === null ? (
          <SansLien personne={personne} />
        ) : (
          <>
            {lien === null ? null : <h2>Le lien à remettre</h2>}
            <SuiteInvitation habilitation={habilitation} lien={lien} envoi={envoi} />
          </>
        )}
        <p class="ligne">
          <a class="bouton second" href={`${chemin}/${habilitation.id}`}>
            Voir l’habilitation
          </a>
          <a class="bouton second" href={`${chemin}/accorder`}>
            En accorder une autre
          </a>
        </p>
      </>
    ),
  });
}

function SansLien({ personne }: { personne: string }) {
  return (
    <p>{personne} avait déjà un compte, et se connecte comme d’habitude. Le droit compte dès sa prochaine page.</p>
  );
}
