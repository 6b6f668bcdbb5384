import type { Child } from "hono/jsx";
import { type Cadre, hrefTerritoire } from "#socle/pages/design/cadre.ts";
import { BarreFiltres, Choisir } from "#socle/pages/design/filtres.tsx";
import { optionsOf } from "#socle/pages/design/formulaire.tsx";
import { renderPage } from "#socle/pages/design/page.tsx";
import { EtatVide, Tag } from "#socle/pages/design/parts.tsx";
import { Table } from "#socle/pages/design/table.tsx";
import { LIBELLE_ROLE, ROLES_HABILITES } from "#socle/regles/habilitation/role.ts";
import { LIBELLE_TYPE_ORGANISATION } from "#socle/regles/habilitation/type-organisation.ts";
import { formatCompte, formatJourCourt } from "#socle/regles/shared/format.ts";
import { type Colonne, defineTable } from "#socle/regles/table/table.ts";
import type { ListeHabilitations, VueHabilitations } from "../../lectures/habilitation/liste.ts";
import type { Habilitation, Organisation } from "../../lectures/habilitation/ports.ts";
import { etatHabilitation, expiresSoon } from "../../regles/habilitation/echeances.ts";
import { describePerimetre, formatPersonne, formatVu, LIBELLE_ETAT, TON_ETAT } from "./libelles.ts";

/** The reader's rights on habilitations here; the server checks them too. */
export type GestionHabilitations = {
  /** Sees all habilitations, not only their own. */
  readonly toutes: boolean;
  readonly gerer: boolean;
  readonly exporter: boolean;
};

type HabilitationsProps = {
  readonly cadre: Cadre;
  readonly liste: ListeHabilitations;
  readonly gestion: GestionHabilitations;
  /** Names of the territory's communes, by code. */
  readonly communes: ReadonlyMap<string, string>;
};

export function renderHabilitationsPage(props: HabilitationsProps): string {
  const { cadre, liste, gestion } = props;
  const epci = cadre.territoire?.epci ?? "";
  return renderPage({
    cadre,
    titre: gestion.toutes ? "Habilitations" : "Mes habilitations",
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
  const vues: readonly { readonly code: VueHabilitations; readonly nom: string }[] = [
    { code: "actuelles", nom: "En vigueur et à venir" },
    { code: "expire", nom: `Expire dans ${joursExpiration} jours (${expirent})` },
    { code: "dormants", nom: `Dormants (${dormants})` },
    { code: "passees", nom: "Expirées et révoquées" },
  ];
  return (
    <BarreFiltres action={hrefTerritoire(epci, "habilitations")} titre="Choisir les habilitations">
      <Choisir nom="vue" libelle="Voir" options={vues} valeur={filtre.vue} />
      <Choisir
        nom="role"
        libelle="Rôle"
        tous="Tous"
        options={optionsOf(
          ROLES_HABILITES.filter((role) => role !== "administrateur"),
          LIBELLE_ROLE,
        )}
        valeur={filtre.role}
      />
      <Choisir
        nom="organisation"
        libelle="Organisation"
        tous="Toutes"
        options={organisations.map(({ id, nom }) => ({ code: id, nom }))}
        valeur={filtre.organisation}
      />
    </BarreFiltres>
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
  const { nom, type } = organisation;
  const table = defineTable<Habilitation, Child>({
    code: `organisation-${organisation.id}`,
    titre: `${nom}, ${formatCompte(habilitations.length, "habilitation")} (${LIBELLE_TYPE_ORGANISATION[type]})`,
    colonnes: colonnesHabilitation(cadre.territoire?.epci ?? "", liste.aujourdhui, communes),
  });
  return <Table table={table} lignes={habilitations} nom={nom} pareils />;
}

function colonnesHabilitation(
  epci: string,
  jour: string,
  communes: ReadonlyMap<string, string>,
): readonly Colonne<Habilitation, Child>[] {
  return [
    {
      code: "personne",
      titre: "Personne",
      valeur: ({ compte }) => formatPersonne(compte),
      tri: true,
      rendu: ({ id, compte }) => (
        <>
          <a href={hrefTerritoire(epci, `habilitations/${id}`)}>{formatPersonne(compte)}</a>
          <br />
          <small class="discret">{compte.courriel}</small>
        </>
      ),
    },
    {
      code: "role",
      titre: "Rôle",
      valeur: ({ role }) => LIBELLE_ROLE[role],
      tri: true,
      rendu: ({ role, sensible }) => (
        <span>
          {LIBELLE_ROLE[role]} {sensible ? <Tag ton="alerte">Données sensibles</Tag> : null}
        </span>
      ),
    },
    { code: "perimetre", titre: "Périmètre", valeur: (habilitation) => describePerimetre(habilitation, communes) },
    {
      code: "fin",
      titre: "Du … au",
      valeur: ({ fin }) => fin,
      tri: true,
      rendu: ({ debut, fin }) => `${formatJourCourt(debut)} au ${formatJourCourt(fin)}`,
    },
    {
      code: "vu_le",
      titre: "Vu le",
      valeur: ({ compte }) => compte.vuLe,
      tri: true,
      rendu: ({ compte }) => formatVu(compte.vuLe),
    },
    {
      code: "etat",
      titre: "État",
      valeur: (habilitation) => LIBELLE_ETAT[etatHabilitation(habilitation, jour)],
      tri: true,
      rendu: (habilitation) => {
        const etat = etatHabilitation(habilitation, jour);
        return (
          <span>
            <Tag ton={TON_ETAT[etat]}>{LIBELLE_ETAT[etat]}</Tag>{" "}
            {expiresSoon(habilitation, jour) ? <Tag ton="alerte">Expire bientôt</Tag> : null}
          </span>
        );
      },
    },
  ];
}
