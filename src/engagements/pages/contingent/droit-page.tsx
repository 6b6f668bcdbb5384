import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { ResultatActe } from "#socle/pages/design/parts.tsx";
import { formatCompte } from "#socle/regles/shared/format.ts";
import type { OrganisationChoix } from "../../lectures/contingent/ports.ts";
import {
  CODES_RESERVATAIRE,
  EXCEPTIONS_STOCK,
  LIBELLE_EXCEPTION,
  LIBELLE_MODE,
  MODES_RESERVATION,
} from "../../regles/contingent/droit.ts";

/** As typed: a refused form comes back unchanged. */
export type SaisieDroit = Readonly<
  Record<
    | "bailleur"
    | "reservataire"
    | "contingent"
    | "mode"
    | "nombre"
    | "depuis"
    | "jusque"
    | "justification"
    | "exception"
    | "logements"
    | "revision",
    string
  >
>;

export type ChoixParties = {
  readonly bailleurs: readonly OrganisationChoix[];
  readonly reservataires: readonly OrganisationChoix[];
};

export type DroitPageProps = {
  readonly cadre: Cadre;
  /** null: a new one, whose two organisations are chosen; they never change afterwards. */
  readonly droit: { readonly id: number; readonly nomBailleur: string; readonly nomReservataire: string } | null;
  readonly saisie: SaisieDroit;
  readonly choix: ChoixParties;
  /** Numbers named by the right that no published stock has. */
  readonly absents: readonly string[];
  readonly erreur: string | null;
};

export function renderDroitPage(props: DroitPageProps): string {
  const { cadre, droit, erreur, saisie } = props;
  const epci = cadre.territoire?.epci ?? "";
  const titre = droit ? "Modifier un droit de réservation" : "Ajouter un droit de réservation";
  return renderPage({
    cadre,
    titre: erreur ? `Erreur : ${titre.toLowerCase()}` : titre,
    children: (
      <>
        <p class="discret">
          <a href={hrefTerritoire(epci, "contingents")}>Contingents</a> ›{" "}
          {droit ? "modifier un droit" : "ajouter un droit"}
        </p>
        <h1>{titre}</h1>
        <ResultatActe erreur={erreur} titreErreur="Rien n’est enregistré" />
        <form method="post" action={hrefTerritoire(epci, droit ? `contingents/${droit.id}` : "contingents/ajouter")}>
          <input type="hidden" name="revision" value={saisie.revision} />
          {droit ? (
            <p>
              Réservataire : <strong>{droit.nomReservataire}</strong>. Bailleur : <strong>{droit.nomBailleur}</strong>.
            </p>
          ) : (
            <ChampsParties {...props} />
          )}
          <ChampsDroit saisie={saisie} />
          <ChampsStock saisie={saisie} absents={props.absents} />
          <p class="ligne telechargements">
            <button class="bouton" type="submit">
              Enregistrer
            </button>
            <a href={hrefTerritoire(epci, "contingents")}>Revenir sans enregistrer</a>
          </p>
        </form>
      </>
    ),
  });
}

export function ChampsParties({
  choix,
  saisie,
}: {
  choix: ChoixParties;
  saisie: Pick<SaisieDroit, "bailleur" | "reservataire">;
}) {
  return (
    <fieldset class="grand">
      <legend>Les deux parties</legend>
      <div class="ligne">
        <SelectOrganisation
          nom="reservataire"
          libelle="Réservataire"
          choix={choix.reservataires}
          valeur={saisie.reservataire}
        />
        <SelectOrganisation nom="bailleur" libelle="Bailleur" choix={choix.bailleurs} valeur={saisie.bailleur} />
      </div>
      <p class="aide">
        Une organisation absente de ces listes s’ajoute avec sa première habilitation, par la personne qui gère les
        habilitations.
      </p>
    </fieldset>
  );
}

type SelectProps = { nom: string; libelle: string; choix: readonly OrganisationChoix[]; valeur: string };

function SelectOrganisation({ nom, libelle, choix, valeur }: SelectProps) {
  return (
    <div>
      <label for={nom}>{libelle}</label>
      <select id={nom} name={nom} required>
        <option value="">Choisir</option>
        {choix.map((organisation) => (
          <option value={String(organisation.id)} selected={String(organisation.id) === valeur}>
            {organisation.nom}
          </option>
        ))}
      </select>
    </div>
  );
}

export function SelectContingent({ valeur }: { valeur: string }) {
  return (
    <div>
      <label for="contingent">Type dans le SNE</label>
      <select id="contingent" name="contingent" required>
        {CODES_RESERVATAIRE.map((code) => (
          <option value={code} selected={code === valeur}>
            {LIBELLE_CONTINGENT[code]}
          </option>
        ))}
      </select>
    </div>
  );
}

function ChampsDroit({ saisie }: { saisie: SaisieDroit }) {
  return (
    <fieldset class="grand">
      <legend>Le droit</legend>
      <div class="ligne">
        <SelectContingent valeur={saisie.contingent} />
        <div>
          <label for="nombre">Nombre de droits</label>
          <input id="nombre" name="nombre" type="number" min={1} step={1} value={saisie.nombre} required />
        </div>
        <div>
          <label for="depuis">Premier jour</label>
          <input id="depuis" name="depuis" type="date" value={saisie.depuis} required />
        </div>
        <div>
          <label for="jusque">Dernier jour</label>
          <input id="jusque" name="jusque" type="date" value={saisie.jusque} />
        </div>
      </div>
      <p class="aide">Un droit ne s’efface pas : pour le clore, donnez son dernier jour.</p>
      {MODES_RESERVATION.map((mode) => (
        <label class="case">
          <input type="radio" name="mode" value={mode} checked={mode === saisie.mode} required />
          <span>
            <strong>{LIBELLE_MODE[mode]}</strong>
            <span class="aide">
              {mode === "flux"
                ? "une part des logements de l’année"
                : "des logements identifiés ; justifié, et avec une fin"}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function ChampsStock({ saisie, absents }: Pick<DroitPageProps, "saisie" | "absents">) {
  return (
    <fieldset class="grand">
      <legend>Pour un droit en stock</legend>
      <p>
        <label for="justification">
          Justification
          <span class="aide">La convention ou le texte d’où vient le droit. Aucun nom de personne.</span>
        </label>
        <textarea id="justification" name="justification" rows={2} maxlength={500}>
          {saisie.justification}
        </textarea>
      </p>
      <p>
        <label for="exception">
          Exception au flux
          <span class="aide">Loi ELAN, art. 114 : ces trois réservations restent sur des logements identifiés.</span>
        </label>
        <select id="exception" name="exception">
          <option value="">Aucune</option>
          {EXCEPTIONS_STOCK.map((code) => (
            <option value={code} selected={code === saisie.exception}>
              {LIBELLE_EXCEPTION[code]}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="logements">
          Logements identifiés
          <span class="aide">
            Numéros RPLS, séparés par des espaces ou des retours à la ligne. Ils disent à quel réservataire est un bail,
            quand plusieurs partagent un type du SNE.
          </span>
        </label>
        <textarea id="logements" name="logements" rows={3} maxlength={20_000}>
          {saisie.logements}
        </textarea>
      </p>
      {absents.length > 0 ? (
        <p class="message erreur">
          {formatCompte(absents.length, "numéro n’est", "numéros ne sont")} dans aucun parc publié :{" "}
          {absents.slice(0, 10).join(", ")}
          {absents.length > 10 ? "…" : ""}.
        </p>
      ) : null}
    </fieldset>
  );
}
