import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { renderPage } from "#socle/pages/design/page.tsx";
import { Defile, EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { LIBELLE_ROLE, LIBELLE_TYPE_ORGANISATION, ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import type { ListeHabilitations, VueHabilitations } from "../../lectures/habilitation/liste.ts";
import type { Habilitation, Organisation } from "../../lectures/habilitation/ports.ts";
import { etatHabilitation, expiresSoon } from "../../regles/habilitation/echeances.ts";
import { describePerimetre, formatPersonne, formatVu, LIBELLE_ETAT, TON_ETAT } from "./libelles.ts";

/** What this person may do with habilitations here; the server checks all the same. */
export type GestionHabilitations = {
  /** Sees those of everybody, not only their own. */
  readonly toutes: boolean;
  readonly gerer: boolean;
  readonly exporter: boolean;
};

type HabilitationsProps = {
  readonly cadre: Cadre;
  readonly liste: ListeHabilitations;
  readonly gestion: GestionHabilitations;
  /** Names of the communes of the territory, by code. */
  readonly communes: ReadonlyMap<string, string>;
};

export function renderHabilitationsPage(props: HabilitationsProps): string {
  const { cadre, liste, gestion } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: gestion.toutes ? "Habilitations" : "Mes habilitations",
    rubrique: "habilitations",
    children: (
      <>
        <h1>{gestion.toutes ? "Habilitations" : "Mes habilitations"}</h1>
        <p class="chapo">
          {gestion.toutes
            ? "Qui peut quoi sur ce territoire, pour quelle organisation, et jusqu’à quand. Une habilitation dure douze mois au plus, et sa révocation compte dès la page suivante."
            : "Ce que vous pouvez faire sur ce territoire, et jusqu’à quand."}
        </p>
        {gestion.toutes ? <Actions epci={epci} liste={liste} gestion={gestion} /> : null}
        {gestion.toutes ? <Filtres epci={epci} liste={liste} /> : null}
        {liste.groupes.length === 0 ? <Vide epci={epci} liste={liste} gestion={gestion} /> : null}
        {liste.groupes.map(({ organisation, habilitations }) => (
          <Groupe {...props} organisation={organisation} habilitations={habilitations} />
        ))}
      </>
    ),
  });
}

type PartProps = Pick<HabilitationsProps, "liste" | "gestion"> & { readonly epci: string };

function Actions({ epci, liste, gestion }: PartProps) {
  return (
    <div class="ligne">
      {gestion.gerer ? (
        <a class="bouton" href={hrefTerritoire(epci, "habilitations/accorder")}>
          Accorder une habilitation
        </a>
      ) : null}
      <a class="bouton second" href={hrefTerritoire(epci, "habilitations/dormants")}>
        Comptes dormants ({liste.dormants})
      </a>
      <a class="bouton second" href={hrefTerritoire(epci, "droits")}>
        Matrice des droits
      </a>
      {gestion.exporter ? (
        <a class="bouton second" href={hrefTerritoire(epci, "habilitations.csv")}>
          Télécharger (CSV)
        </a>
      ) : null}
    </div>
  );
}

function Filtres({ epci, liste }: { epci: string; liste: ListeHabilitations }) {
  const { filtre, organisations, joursExpiration, expirent, dormants } = liste;
  const vues: readonly (readonly [VueHabilitations, string])[] = [
    ["actuelles", "En vigueur et à venir"],
    ["expire", `Expire dans ${joursExpiration} jours (${expirent})`],
    ["dormants", `Dormants (${dormants})`],
    ["passees", "Expirées et révoquées"],
  ];
  return (
    <form
      class="ligne"
      method="get"
      action={hrefTerritoire(epci, "habilitations")}
      aria-label="Choisir les habilitations"
    >
      <div>
        <label for="vue">Voir</label>
        <select id="vue" name="vue">
          {vues.map(([code, libelle]) => (
            <option value={code} selected={code === filtre.vue}>
              {libelle}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="role">Rôle</label>
        <select id="role" name="role">
          <option value="">Tous</option>
          {ROLES_HABILITES.filter((role) => role !== "administrateur").map((role) => (
            <option value={role} selected={role === filtre.role}>
              {LIBELLE_ROLE[role]}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="organisation">Organisation</label>
        <select id="organisation" name="organisation">
          <option value="">Toutes</option>
          {organisations.map(({ id, nom }) => (
            <option value={String(id)} selected={id === filtre.organisation}>
              {nom}
            </option>
          ))}
        </select>
      </div>
      <button class="bouton second" type="submit">
        Afficher
      </button>
    </form>
  );
}

function Vide({ epci, liste, gestion }: PartProps) {
  if (!gestion.toutes) {
    return (
      <EtatVide titre="Aucune habilitation en vigueur">
        <p>Adressez-vous à la personne qui gère les habilitations de l’EPCI.</p>
      </EtatVide>
    );
  }
  if (liste.total > 0) {
    return (
      <EtatVide titre="Aucune habilitation ne répond à ce choix">
        <p>
          <a href={hrefTerritoire(epci, "habilitations")}>Voir toutes les habilitations en vigueur</a>
        </p>
      </EtatVide>
    );
  }
  return (
    <EtatVide titre="Personne n’est encore habilité">
      <p>Accordez une première habilitation à une personne de l’EPCI, puis à celles de ses partenaires.</p>
    </EtatVide>
  );
}

type GroupeProps = HabilitationsProps & {
  readonly organisation: Organisation;
  readonly habilitations: readonly Habilitation[];
};

function Groupe({ cadre, liste, communes, organisation, habilitations }: GroupeProps) {
  const epci = cadre.territoire?.epci ?? "";
  const titre = `${organisation.nom}, ${formatCompte(habilitations.length, "habilitation")}`;
  return (
    <Defile nom={organisation.nom} fiches pareils>
      {/* biome-ignore-start lint/a11y/noRedundantRoles: on a phone rows are displayed as blocks, which drops the native roles */}
      <table role="table">
        <caption>
          {titre} <span class="discret">({LIBELLE_TYPE_ORGANISATION[organisation.type]})</span>
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col">Personne</th>
            <th scope="col">Rôle</th>
            <th scope="col">Périmètre</th>
            <th scope="col">Du … au</th>
            <th scope="col">Vu le</th>
            <th scope="col">État</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {habilitations.map((habilitation) => (
            <Ligne epci={epci} jour={liste.aujourdhui} habilitation={habilitation} communes={communes} />
          ))}
        </tbody>
      </table>
      {/* biome-ignore-end lint/a11y/noRedundantRoles: see above */}
    </Defile>
  );
}

type LigneProps = {
  readonly epci: string;
  readonly jour: string;
  readonly habilitation: Habilitation;
  readonly communes: ReadonlyMap<string, string>;
};

function Ligne({ epci, jour, habilitation, communes }: LigneProps) {
  const { id, compte, role, debut, fin, sensible } = habilitation;
  const etat = etatHabilitation(habilitation, jour);
  // biome-ignore-start lint/a11y/noRedundantRoles: the card display of a phone drops the native roles
  return (
    <tr role="row">
      <th scope="row" role="rowheader">
        <a href={hrefTerritoire(epci, `habilitations/${id}`)}>{formatPersonne(compte)}</a>
        <br />
        <small class="discret">{compte.courriel}</small>
      </th>
      <td role="cell" data-nom="Rôle">
        <span>
          {LIBELLE_ROLE[role]}
          {sensible ? (
            <>
              {" "}
              <Tag ton="alerte">Données sensibles</Tag>
            </>
          ) : null}
        </span>
      </td>
      <td role="cell" data-nom="Périmètre">
        {describePerimetre(habilitation, communes)}
      </td>
      <td role="cell" data-nom="Du … au">
        {`${formatJourCourt(debut)} au ${formatJourCourt(fin)}`}
      </td>
      <td role="cell" data-nom="Vu le">
        {formatVu(compte.vuLe)}
      </td>
      <td role="cell" data-nom="État">
        <span>
          <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT[etat]}</Tag>{" "}
          {expiresSoon(habilitation, jour) ? <Tag ton="alerte">Expire bientôt</Tag> : null}
        </span>
      </td>
    </tr>
  );
  // biome-ignore-end lint/a11y/noRedundantRoles: see above
}
